"""Where a site is published to, as `publish:` in mkdocs.yml says."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, model_validator

from .base import Frozen
from .scalars import YesNo, fault

Service = Literal["folder", "s3", "oss", "cos", "obs", "upyun", "webdav", "ftp"]

SERVICES: dict[Service, str] = {
    "folder": "文件夹", "s3": "S3", "oss": "阿里云 OSS", "cos": "腾讯云 COS",
    "obs": "华为云 OBS", "upyun": "又拍云", "webdav": "WebDAV", "ftp": "FTP",
}  # fmt: skip
"""What each is called."""

_OTHER_NAMES = {"阿里云": "oss", "腾讯云": "cos", "华为云": "obs"}

_NEEDS: dict[Service, tuple[str, ...]] = {
    "folder": ("folder",),
    "s3": ("bucket", "endpoint"), "oss": ("bucket", "endpoint"), "cos": ("bucket", "endpoint"),
    "obs": ("bucket", "endpoint"), "upyun": ("bucket",),
    "webdav": ("endpoint",), "ftp": ("endpoint",),
}  # fmt: skip

_SECRETS = {
    "password", "passwd", "secret", "secret_key", "key", "access_key", "access_key_secret",
    "secret_access_key", "token", "密码", "密钥",
}  # fmt: skip


def _service(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    word = value.strip()
    known = {**{label.lower(): name for name, label in SERVICES.items()}, **_OTHER_NAMES}
    return known.get(word.lower(), word.lower())


def _check_address(name: str, text: str) -> None:
    try:
        parts = urlsplit(text)
        sound = not text or bool(parts.scheme and parts.hostname)
    except ValueError:
        sound = False
    if not sound:
        raise fault(f"{name} “{text}”不是网址", "写成 https://…… 这样（FTP 写 ftp://……）")
    if parts.password:
        raise fault(f"{name} 里有密码，会跟着文件传出去", "去掉 @ 前面的用户名和密码")


class Destination(Frozen):
    """One place to publish to; its password is never in here."""

    to: Annotated[Service, BeforeValidator(_service)] = Field(
        title="发布到", description="文件夹、S3、阿里云、腾讯云、华为云、又拍云、WebDAV 或者 FTP"
    )
    folder: str = Field(default="", title="文件夹", description="网站放在那里的哪个文件夹")
    bucket: str = Field(default="", title="存储桶", description="云存储的桶（又拍云叫服务）的名字")
    endpoint: str = Field(
        default="", title="接口网址", description="例如 https://oss-cn-hangzhou.aliyuncs.com"
    )
    region: str = Field(default="", title="地区", description="S3 才要写，例如 us-east-1")
    user: str = Field(default="", title="用户", description="用户名或者 AccessKey ID，不是密码")
    address: str = Field(
        default="", title="从哪里看", description="传完从这个网址检查短码；不写就是短码的网址"
    )
    check: YesNo = Field(
        default=True, title="检查短码", description="传完打开每个印过的短码；只是拷一份就写 no"
    )

    @model_validator(mode="before")
    @classmethod
    def _without_secrets(cls, values: Any) -> Any:
        written = _SECRETS & set(values) if isinstance(values, dict) else set()
        if written:
            raise fault(
                f"密码不能写在这里（{'、'.join(sorted(written))}），会跟着文件传出去",
                "删掉这一行，运行 loudao publish --login，密码存进这台电脑的钥匙串",
            )
        return values

    @model_validator(mode="after")
    def _whole(self) -> Destination:
        missing = [name for name in _NEEDS[self.to] if not getattr(self, name)]
        if missing:
            fields = type(self).model_fields
            names = "、".join(f"{name}（{fields[name].title}）" for name in missing)
            raise fault(f"发布到{SERVICES[self.to]}，缺少 {names}", "照 README“放到网上”的例子补上")
        _check_address("endpoint", self.endpoint)
        _check_address("address", self.address)
        return self

    @property
    def label(self) -> str:
        """`阿里云 OSS huayuan`"""
        return f"{SERVICES[self.to]} {self.bucket or self.endpoint or self.folder}"

    @property
    def needs_secret(self) -> bool:
        return self.to != "folder"
