"""Answers to workbooks, one file a workbook."""
