"""What a site can set, under `plugins: - loudao:` in mkdocs.yml; every value has a default."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .base import Frozen
from .destination import Destination
from .scalars import Reason, Whole, Words, YesNo


class Settings(Frozen):
    """The options of the plugin. Folders are relative to the folder of mkdocs.yml."""

    galleries_dir: str = Field(
        default="galleries", title="画廊文件夹", description="放 places.yml 和各个画廊的文件夹"
    )
    cache_dir: str = Field(
        default=".cache/loudao",
        title="缓存文件夹",
        description="做好的图片和海报存在这里，可以随时删",
    )
    fonts_dir: str = Field(
        default="fonts", title="字体文件夹", description="放进去的 .ttf/.otf 海报就能用"
    )
    kinds_dir: str = Field(
        default="kinds", title="类别文件夹", description="自己加的类别，一个文件夹一个"
    )
    styles_dir: str = Field(
        default="styles", title="样式文件夹", description="自己加的海报样式，一个文件夹一种"
    )
    code_address: str = Field(
        default="",
        title="短码网址",
        description="印在短码里的网址开头；不写就用 site_url。印出去就不能再改",
    )
    jobs: Whole = Field(
        default=0, ge=0, le=64, title="并行数", description="同时处理几张照片；0 表示有几个核用几个"
    )
    photo_formats: tuple[Literal["webp", "avif"], ...] = Field(
        default=("webp",),
        title="图片格式",
        description="JPEG 总是有；另外做哪些：webp、avif（再小两成，要多等一倍时间）",
    )
    photo_exact: YesNo = Field(
        default=False,
        title="准确尺寸",
        description="长边正好 1920、960、480、256；不然可以差一成，做得快",
    )
    photo_megapixels: Whole = Field(
        default=200,
        ge=1,
        le=2000,
        title="最大像素",
        description="超过多少百万像素的照片不打开",
    )
    frozen: YesNo = Field(
        default=False, title="只读台账", description="印东西时不登记新的短码：有没登记的就不印"
    )
    keep_going: YesNo = Field(
        default=False, title="遇错继续", description="有错也把其余的做完（结尾仍然报错）"
    )
    raw_html: YesNo = Field(
        default=False,
        title="原样的 HTML",
        description="网页里写的 HTML 原样放到网上；不写就拿掉会运行的、会到外面取东西的",
    )
    pages: Literal["ours", "theme"] = Field(
        default="ours",
        title="网页的样子",
        description="写 theme，docs/ 里的网页用 Material 的样子；不写就和画廊一样",
    )
    public: dict[str, Reason] = Field(
        default_factory=dict,
        title="可以公开",
        description='整个网站里可以公开的电话、邮箱：{"0371-66660000": 值班电话}，后面写理由',
    )
    icp: Words = Field(
        default="", title="备案号", description="写在每页脚上，例如 豫ICP备12345678号-1"
    )
    publish: dict[str, Destination] = Field(
        default_factory=dict,
        title="发布",
        description="loudao publish 把网站放到哪里：名字，下面是 to、bucket、endpoint……",
    )
