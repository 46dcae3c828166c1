#!/bin/sh
# 打开网站看看：双击，或者在终端里运行 ./start.sh
cd "$$(dirname "$$0")" || exit 1
PATH="$$HOME/.local/bin:$$PATH"
if ! command -v loudao >/dev/null 2>&1; then
  echo "还没有装 loudao。照它的 README 装好，再来一次。"
  exec sleep 30
fi
exec loudao serve --open
