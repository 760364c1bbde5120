"""The pages: they hold no data and call the API as any client does."""

from service.web.pages import PAGES, register_pages

__all__ = ["PAGES", "register_pages"]
