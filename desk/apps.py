"""Two entries of INSTALLED_APPS: the desk, and Django's admin with the desk as its site."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class DeskConfig(AppConfig):
    name = "desk"
    verbose_name = "Desk"


class DeskAdminConfig(admin_apps.AdminConfig):
    """Django's admin, with the desk as its default site."""

    default = False
    default_site = "desk.site.DeskSite"
