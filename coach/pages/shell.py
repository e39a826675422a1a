"""What all pages share: the look, the footer, the coach itself, and the header that keeps it in."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.responses import FileResponse
from starlette.routing import Route

from coach.errors import CoachError
from coach.pages import texts
from coach.warm import loading

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send
    from streamlit.navigation.page import StreamlitPage

    from coach.coach import Coach

STYLE: Final = Path(__file__).with_name("style.css")
ICON: Final = Path(__file__).with_name("icon.svg")
# Somewhere to leave for: a page of this server's own that says nothing of the coach.
MEASURES: Final = Path(__file__).with_name("measures.html")
LEAVING: Final = Path(__file__).with_name("leave.js").read_text("utf-8")
ROUTES: Final = [Route("/measures", lambda _: FileResponse(MEASURES))]

# Streamlit's own scripts are inline and make blobs; everything else is this server's alone.
_POLICY: Final = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-inline' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "frame-src": "'none'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
HOSTS: Final = ["localhost", "127.0.0.1"]
_HEADERS: Final = {
    "content-security-policy": "; ".join(f"{what} {where}" for what, where in _POLICY.items()),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


class OwnHostOnly:
    """ASGI middleware that forbids the browser to ask anything of another host."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add the headers to the answer."""

        async def send_with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        await self._app(scope, receive, send_with_policy)


def set_up() -> None:
    """Set the page's title, icon and style: the first thing that a run draws."""
    st.set_page_config(page_title=texts.NAME, page_icon=str(ICON), layout="centered")
    st.html(STYLE)
    st.html(f"<script>{LEAVING}</script>", unsafe_allow_javascript=True)
    st.button(texts.LEAVE, key="leave", help=texts.LEAVE_HINT, on_click=st.session_state.clear)


def coach() -> Coach:
    """Return the coach that all visits share; say so while it is still being loaded."""
    try:
        if loading().done():
            return loading().result()
        with st.spinner(texts.GETTING_READY):
            return loading().result()
    except CoachError as error:
        st.error(str(error))
        st.stop()


def footer(support: StreamlitPage) -> None:
    """Draw what is true of every page, and the way to help."""
    st.page_link(support, label=texts.AFRAID)
    lines = "".join(f"<p>{escape(line)}</p>" for line in texts.FOOTER)
    st.html(f'<footer class="foot">{lines}</footer>')
