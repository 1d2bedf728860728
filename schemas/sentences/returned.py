"""The words on a copy that is returned with its wrong cells marked."""

from schemas.words import Words

TITLE = Words("问题清单 · {file}", "Problems · {file}")
COUNTED = Words(
    "共 {problems} 处问题，已在各工作表中标红并加批注；点“行”或“列”即跳到该处",
    "{problems} problem(s), marked in the sheets with a comment each; click row or column to go there",
)
MEND = Words(
    "请在本文件中改正，存为 {file}，放回收件箱原来的位置，即替换原文件；本页可以留着",
    "Mend them here, save this as {file} and drop it back in its place: it replaces the file; this sheet may stay",
)
