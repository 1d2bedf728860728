"""What is said of mail, in both languages."""

from schemas.sentences.stops import in_language
from schemas.words import Words

MAIL: dict[str, Words] = {
    # --- the connection
    "no_server": Words(
        "设置里没有写 mail.host 和 mail.sender，只能写草稿",
        "the settings have no mail.host and mail.sender; there can only be drafts",
    ),
    "no_password": Words(
        "没有 {user} 的密码。放在环境变量 HONGDAN_MAIL_PASSWORD 里，或执行 keyring set hongdan {user}",
        "there is no password of {user}: set the variable HONGDAN_MAIL_PASSWORD, or run: keyring set hongdan {user}",
    ),
    "not_connected": Words(
        "连不上发信服务器 {host}:{port}（{reason}）。请检查网络、mail.host 和 mail.port",
        "the mail server {host}:{port} can't be reached ({reason}); check the network, mail.host and mail.port",
    ),
    "not_trusted": Words(
        "发信服务器 {host}:{port} 的证书或加密不可信（{reason}）。"
        "请检查 mail.security；自建服务器把证书写在 mail.ca_file",
        "the mail server {host}:{port} can't be trusted ({reason}); check mail.security, or name its certificate "
        "in mail.ca_file",
    ),
    "no_starttls": Words(
        "发信服务器 {host}:{port} 不能用 STARTTLS 加密，不发。请把 mail.security 改成 tls，端口多半是 465",
        'the mail server {host}:{port} has no STARTTLS, and nothing is sent unencrypted; try mail.security = "tls"',
    ),
    "not_logged_in": Words(
        "{user} 登录发信服务器没有成功（{reason}）。请检查 mail.user 和密码；有的邮箱要用授权码",
        "{user} could not log in at the mail server ({reason}); check mail.user and the password",
    ),
}
"""Sentences by code, with their placeholders."""


def mail_words(code: str, **quoted: object) -> Words:
    """A sentence with what it quotes filled in; Words that are quoted go in by language."""
    zh, en = MAIL[code]
    return Words(zh.format(**in_language(quoted, "zh")), en.format(**in_language(quoted, "en")))
