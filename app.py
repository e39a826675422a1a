"""The page: set-up and navigation.

Streamlit runs this file as a script for each visit, and serves it as an application that answers
to this machine's names only and tells the browser to ask nothing of any other host.
"""

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from coach.pages import (
    about,
    check,
    demonstrate,
    moments,
    practise,
    progress,
    shell,
    support,
    texts,
)

if __name__ == "__main__":
    shell.set_up()
    pages = {
        "check": st.Page(check.draw, title=texts.CHECK, url_path="check", default=True),
        "practise": st.Page(practise.draw, title=texts.PRACTISE, url_path="practise"),
        "moments": st.Page(moments.draw, title=texts.MOMENTS, url_path="moments"),
        "progress": st.Page(progress.draw, title=texts.PROGRESS, url_path="progress"),
        "demonstrate": st.Page(demonstrate.draw, title=texts.DEMONSTRATE, url_path="demonstrate"),
        "support": st.Page(support.draw, title=texts.SUPPORT, url_path="support"),
        "about": st.Page(about.draw, title=texts.ABOUT, url_path="about"),
    }
    st.navigation([*pages.values()], position="top").run()
    shell.footer(pages["support"])
else:
    app = st.App(
        __file__,
        routes=shell.ROUTES,
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=shell.HOSTS),
            Middleware(shell.OwnHostOnly),
        ],
    )
