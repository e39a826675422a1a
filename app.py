"""The page: set-up and navigation.

Streamlit runs this file as a script for each visit, and serves it as an application that answers
to this machine's names only and tells the browser to ask nothing of any other host.
"""

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from coach.pages import check, shell

if __name__ == "__main__":
    shell.set_up()
    st.navigation([st.Page(check.draw, title=check.TITLE, default=True)], position="hidden").run()
    shell.footer()
else:
    app = st.App(
        __file__,
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=shell.HOSTS),
            Middleware(shell.OwnHostOnly),
        ],
    )
