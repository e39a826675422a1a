"""The page: set-up and navigation.

Streamlit runs this file as a script for each visit, and serves it as an application that answers
to this machine's names only and tells the browser to ask nothing of any other host.
"""

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from coach.pages import check, shell, support, texts

if __name__ == "__main__":
    shell.set_up()
    support_page = st.Page(support.draw, title=texts.SUPPORT, url_path="support")
    check_page = st.Page(check.draw, title=check.TITLE, url_path="check", default=True)
    st.navigation([check_page, support_page], position="top").run()
    shell.footer(support_page)
else:
    app = st.App(
        __file__,
        routes=shell.ROUTES,
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=shell.HOSTS),
            Middleware(shell.OwnHostOnly),
        ],
    )
