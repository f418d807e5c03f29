"""The words by which totals, notes and signatures around a table are told from its records."""

import re

_TOTAL = re.compile(
    r"^(?:grand |sub-?)?(?:totals?|sum|count|average|gesamt|gesamtsumme|summe|anzahl|total général"
    r"|somme|suma|totale|totaal|razem|suma|ogółem|tổng|tổng cộng|tổng số|cộng|jumlah"
    r"|รวม|รวมทั้งหมด|รวมทั้งสิ้น|ทั้งหมด|合计|合計|总计|總計|小计|小計|总数|計|합계|총계|소계)"
    r"\s*[:：=.]?\s*[\d.,]*$"
)

_FOOTER = re.compile(
    r"^(?:prepared|approved|checked|reviewed|verified|signed|issued|compiled|updated|revised"
    r"|printed|generated|exported|created)\s*(?:by|on|at|from)?\b\s*[:：/]?"
    r"|^(?:signature|sign|name and signature|date and signature|stamp)\s*(?:[:：_.…]|$)"
    r"|^(?:notes?|remarks?|legend|key|disclaimer|source|confidential|footnotes?|nb|n\.b\.)\s*[:：]"
    r"|^(?:page|seite|página|pagina|strona|trang|หน้า)\s*\d+"
    r"|^第\s*\d+\s*页|^\d+\s*/\s*\d+\s*(?:pages?)?$"
    r"|^end of (?:list|report|table|file)|^-+\s*end\s*-+$|^\*{1,3}\s*\S"
    r"|^(?:erstellt|geprüft|freigegeben|genehmigt|unterschrift|datum|stand|hinweis|anmerkung)"
    r"\s*(?:von|am|durch)?\s*(?:[:：_]|$|von|am|durch)"
    r"|^(?:préparé|approuvé|vérifié|établi)\s+par|^(?:elaborado|aprobado|revisado|preparado|aprovado)"
    r"\s+por|^(?:redatto|approvato|verificato)\s+da|^(?:sporządził|zatwierdził|sprawdził)"
    r"|^(?:người lập|người duyệt|phê duyệt|ký tên|ghi chú)|^(?:ผู้จัดทำ|ผู้ตรวจสอบ|ผู้อนุมัติ|ลงชื่อ|หมายเหตุ)"
    r"|^(?:disusun|diperiksa|disetujui|disediakan|disahkan|catatan)\s*(?:oleh)?\s*(?:[:：]|$|oleh)"
    r"|^(?:制表|编制|編制|审核|審核|批准|核准|签字|签名|備註|备注|注|作成|承認|確認|作成者|承認者|작성|승인|비고)"
    r"(?:人|者|日期)?\s*[:：]"
)


def is_total(text: str) -> bool:
    """Whether a row that begins with this text adds the rows above up."""
    return bool(_TOTAL.match(" ".join(text.casefold().split())))


def is_footer(text: str) -> bool:
    """Whether the text opens a note, signature or page number rather than a record."""
    return bool(_FOOTER.match(" ".join(text.casefold().split())))
