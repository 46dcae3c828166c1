"""loudao 楼道: a community's walls as a website, as print, and as a record."""

__version__ = "0.1.0"
