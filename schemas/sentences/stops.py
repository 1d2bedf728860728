"""What stops a command, in both languages: settings that can't be used, a run at work, a file that can't be written."""

from schemas.words import Lang, Words

STOPS: dict[str, Words] = {
    "locked": Words(
        "另一个 hongdan 正在这里工作（{home}）{who}。等它做完再运行一次",
        "Another run of hongdan is at work here ({home}){who}; run this again when it has finished",
    ),
    "locked_elsewhere": Words(
        "另一台电脑上的 hongdan 正在这里工作（{home}）{who}。等它做完再运行一次；"
        "如果那台电脑已经关机或断开，确认没有人在那里运行，再执行 hongdan unlock",
        "A run of hongdan on another machine is at work here ({home}){who}; run this again when it has finished. "
        "If that machine was switched off or cut off, make sure that nobody runs it there, then: hongdan unlock",
    ),
    "holder": Words(
        "：{host} 上的进程 {pid}，{since} 开始，{command}", ": process {pid} on {host}, since {since}, {command}"
    ),
    "inbox_away": Words(
        "收件箱 {folder} 现在打不开（{reason}），什么都没有做，已收的单据都在。请检查网络盘和权限，再运行一次",
        "the inbox {folder} can't be looked into just now ({reason}); nothing was done and nothing taken in is lost. "
        "Check the share and its permissions, then run again",
    ),
    "store_away": Words(
        "存档文件夹 {folder} 不在那里，什么都没有做。请检查网络盘或地址；第一次用先建好这个文件夹，"
        "再把 .hongdan 里的 originals 和 drops 移进去",
        "the ledger's store {folder} is not there; nothing was done. Check the share or the address; before its first "
        "use make the folder, and move originals and drops from .hongdan into it",
    ),
    "store_fails": Words(
        "存档库 {url} 现在用不了（{error}）。已收的都在，工作簿也都完整；请检查网络、地址和权限，再运行一次",
        "the ledger's store {url} can't be used just now ({error}). Nothing taken in is lost and the workbooks are "
        "whole; check the network, the address and the permissions, then run again",
    ),
    "store_not_installed": Words(
        "存档库 {url} 要用的程序没有装（{error}）。在程序的文件夹里执行 python -m pip install .[store]，"
        "再装这种存储的后端：s3 装 s3fs，sftp 装 paramiko，az 装 adlfs，webdav 装 webdav4；集群的每台机器都要装",
        "what reaches the ledger's store {url} is not installed ({error}); in the program's folder: python -m pip "
        "install .[store], and the back end of that storage: s3fs for s3, paramiko for sftp, adlfs for az, webdav4 "
        "for webdav; on every machine of a cluster",
    ),
    "not_there": Words("不在那里", "it is not there"),
    # --- the cluster
    "cluster_address": Words(
        "--cluster 的地址“{typed}”不对。写成 tcp://主机:端口 或 tls://主机:端口",
        "“{typed}” is no address for --cluster; write tcp://HOST:PORT or tls://HOST:PORT",
    ),
    "cluster_not_installed": Words(
        "没有安装 Dask，用不了 --cluster。在程序的文件夹里执行 python -m pip install .[cluster]，每台机器都要装",
        "Dask is not installed, so there is no --cluster; in the program's folder: python -m pip install .[cluster], "
        "on every machine",
    ),
    "cluster_not_tls": Words(
        "设置里写了集群证书，{address} 却不加密。请写成 tls://，或去掉 [cluster] 的证书",
        "the settings have certificates for the cluster, but {address} is not encrypted; write tls://, or take the "
        "certificates out of [cluster]",
    ),
    "cluster_certificate": Words(
        "tls:// 要用证书，{key} 的文件“{file}”不在那里。"
        "请在 hongdan.toml 的 [cluster] 里写好 ca、certificate、private_key",
        "tls:// takes certificates, and the file “{file}” of {key} is not there; set ca, certificate and private_key "
        "under [cluster] in hongdan.toml",
    ),
    "cluster_away": Words(
        "{address} 没有 Dask 调度器应答（{reason}）。先启动 dask scheduler，核对地址、端口和证书，"
        "或去掉 --cluster 在本机运行",
        "no Dask scheduler answers at {address} ({reason}); start dask scheduler, check address, port and "
        "certificates, or run here without --cluster",
    ),
    "cluster_no_worker": Words(
        "{address} 的调度器没有工作进程，等了 {seconds} 秒。先启动 dask worker {address}，或去掉 --cluster 在本机运行",
        "the scheduler at {address} has no worker, after {seconds} s; start dask worker {address}, or run here "
        "without --cluster",
    ),
    "cluster_lost": Words(
        "{address} 的调度器或工作进程在运行中断了，或者一件工作让几个工作进程先后退出。已收的都在，工作簿也都完整；"
        "看 dask worker 的输出（多半是内存不够），重新启动后再运行一次，或去掉 --cluster",
        "the scheduler at {address} or all its workers were lost during the run, or a piece of work ended one worker "
        "after the other. Nothing taken in is lost and the workbooks are whole; see what dask worker printed (mostly "
        "too little memory), start them and run again, or run without --cluster",
    ),
    "cluster_differs": Words(
        "集群里的 {place} 装的和这里不一样，会写出不一样的工作簿：{wants}"
        "（前面是它的，后面是这里的）。装成一样的版本再运行",
        "{place} in the cluster has other versions than this machine and would write other workbooks: {wants} (its own "
        "first, then the one here); install the same and run again",
    ),
    "cluster_blind": Words(
        "工作进程 {place} 看不到存档文件夹（{wants}）。把它放在每台机器用同一路径都看得到的共享盘上："
        "hongdan.toml 的 [ledger] store",
        "the worker {place} does not see the ledger's folder ({wants}); put it on storage that every machine sees "
        "under the same path: [ledger] store in hongdan.toml",
    ),
    # --- the settings file
    "settings": Words(
        "{file} 有 {count} 处要改，什么都没有做：",
        "{file} needs {count} correction(s); nothing was done:",
    ),
    "at_line": Words("第 {line} 行  {text}", "line {line}  {text}"),
    "unreadable": Words("打不开（{reason}）", "can't be opened ({reason})"),
    "not_utf8": Words(
        "不是 UTF-8 编码。用记事本打开，另存为，编码选 UTF-8",
        "is not in UTF-8. Open it in Notepad and save it as UTF-8",
    ),
    "backslash": Words(
        "双引号里的反斜杠有特殊含义。把双引号换成单引号，如 'D:\\数据'",
        "a backslash inside double quotes has a meaning of its own. Use single quotes, such as 'D:\\data'",
    ),
    "full_width": Words(
        "用了中文标点 {marks}。请换成英文的引号、等号和逗号",
        "full-width punctuation {marks}. Use plain quotes, equals signs and commas",
    ),
    "bare_key": Words(
        '中文的键要加引号，如 "{key}" = …',
        'a key that is not plain Latin needs quotes, such as "{key}" = …',
    ),
    "unquoted": Words(
        "等号后面看不懂。文字要加英文双引号，是否写成 true 或 false，数字直接写",
        "what follows the equals sign can't be read. Text takes double quotes, yes or no is true or false",
    ),
    "twice": Words("同一个键或同一节写了两次，留一个", "a key or a table stands twice; keep one"),
    "not_toml": Words("写法不对：{reason}", "not valid TOML: {reason}"),
    # --- a key or its value
    "unknown_key": Words("没有 {key} 这个设置", "there is no setting {key}"),
    "unknown_key_like": Words(
        "没有 {key} 这个设置，是不是 {like}？", "there is no setting {key}; did you mean {like}?"
    ),
    "not_a_table": Words(
        "{key} 是一节，写成 [{key}]，它的设置写在下面各行",
        "{key} is a table: write [{key}], and its settings on the lines below",
    ),
    "wrong_value": Words("{key} 不能是 {typed}，应为 {expects}", "{key} can't be {typed}; it is {expects}"),
    "unknown_kind": Words("没有“{key}”这种表。可选：{kinds}", "there is no sheet “{key}”; one of: {kinds}"),
    "unknown_field": Words("{kind} 没有 {key} 这个字段", "{kind} has no field {key}"),
    "unknown_field_like": Words(
        "{kind} 没有 {key} 这个字段，是不是 {like}？", "{kind} has no field {key}; did you mean {like}?"
    ),
    "alias_taken": Words(
        "“{label}”已经是 {kind} 的 {field} 的列名，不能再指 {key}",
        "“{label}” is already a label of {field} in {kind}, and can't stand for {key} too",
    ),
    "unknown_layout": Words(
        "没有现成的格式“{name}”。可选：{names}", "there is no ready-made layout “{name}”; one of: {names}"
    ),
    "layout_lacks": Words("{key} 的 columns 还缺：{fields}", "{key} lacks in its columns: {fields}"),
    "layout_direction": Words(
        "{key} 的 direction 和 incoming 要一起填，并且不能再填 outgoing",
        "{key} needs direction and incoming together, and then no outgoing",
    ),
    "layout_value": Words(
        "{key} 的 {field} 不能是“{typed}”：{expects}", "{field} of {key} can't be “{typed}”: {expects}"
    ),
    "mail_lacks": Words("mail.send = true 还要写 {key}", "mail.send = true needs {key} too"),
    # --- the wording of mail
    "no_subject": Words(
        "没有写主题。开头写一行“主题：…”",
        "has no subject; begin with a line “Subject: …”",
    ),
    "braces": Words(
        "花括号不成对。要写花括号本身，写成 {{{{ 或 }}}}", "braces don't match; for a brace itself, write {{{{ or }}}}"
    ),
    "unknown_fact": Words("这里没有 {key} 可以引用。可以引用：{known}", "there is no {key} here; there are: {known}"),
    "unknown_fact_like": Words(
        "这里没有 {key} 可以引用，是不是 {like}？可以引用：{known}",
        "there is no {key} here; did you mean {like}? There are: {known}",
    ),
    # --- the outbox
    "not_written": Words(
        "{count} 个文件没能写好，原来的文件都在；下次运行会补上：",
        "{count} file(s) could not be written; what was there is intact, and the next run makes good:",
    ),
    "written_beside": Words(
        "{file}  正被打开或占用，这次写到了 {beside}。关闭它再运行一次，{beside} 会自己消失",
        "{file}  is open or in the way; it was written as {beside} instead. Close it and run again",
    ),
    "path_too_long": Words(
        "{file} 写不了，路径太长。请把整个文件夹移到短一些的地方，如 D:\\hongdan，再运行一次",
        "{file} can't be written, its path is too long; move the office's folder to a shorter place, such as "
        "D:\\hongdan, and run again",
    ),
    "disk_full": Words("{file}  磁盘满了。腾出空间再运行一次", "{file}  the disk is full. Make room and run again"),
    "no_permission": Words(
        "{file}  没有写入权限，或正被打开。关闭它或请管理员给这个文件夹写入权限，再运行一次",
        "{file}  no permission to write, or it is open. Close it or ask for permission, then run again",
    ),
    "not_removed": Words(
        "{file}  已经用不着了，但正被打开，没能删除。关闭它再运行一次",
        "{file}  is no longer needed but open, and could not be removed. Close it and run again",
    ),
    "outside": Words(
        "{file}  所在的文件夹通到 outbox 外面去了。请换成普通文件夹",
        "{file}  lies in a folder that leads out of the outbox. Make it a plain folder",
    ),
    "system": Words("{file}  写不了：{reason}", "{file}  can't be written: {reason}"),
}
"""Sentences by code, with their placeholders."""


def stop_words(code: str, **quoted: object) -> Words:
    """A sentence with what it quotes filled in; Words that are quoted go in by language."""
    zh, en = STOPS[code]
    return Words(zh.format(**in_language(quoted, "zh")), en.format(**in_language(quoted, "en")))


def in_language(quoted: dict[str, object], lang: Lang) -> dict[str, object]:
    """What a sentence quotes, in one language."""
    return {name: value.in_(lang) if isinstance(value, Words) else value for name, value in quoted.items()}
