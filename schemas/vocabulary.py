"""The closed lists of words that every layer shares."""

KINDS = (
    "hotel", "guesthouse", "homestay", "villa", "apartment", "boat", "campsite",
    "tour_operator", "transport",
    "karaoke", "dance_hall",
    "massage",
    "bar", "restaurant",
    "shopping", "sport", "other",
)  # fmt: skip

# The letters by which the catalogues of indicators and items say where they apply.
KINDS_OF_LETTER = {
    "LT": ("hotel", "guesthouse", "homestay", "villa", "apartment", "boat", "campsite"),
    "LH": ("tour_operator", "transport"),
    "KR": ("karaoke", "dance_hall"),
    "XB": ("massage",),
    "AU": ("bar", "restaurant"),
}

ESTABLISHMENT_STATUSES = ("active", "suspended", "closed", "unregistered")

CHECKLIST_CODES = (
    "accommodation", "homestay", "tour_operator", "entertainment", "massage", "food_drink",
    "other_service",
)  # fmt: skip
ITEM_TYPES = ("verdict", "integer", "decimal", "date", "text", "choice")
VERDICTS = ("pass", "fail", "not_applicable")
REQUIRED_ON = ("fail", "always", "never")

SEVERITIES = ("low", "medium", "high", "critical")
MODES = ("A", "C", "V")
LEVELS = ("white", "yellow", "orange", "red")  # rising; the index is the rank

ROLES = ("inspector", "reviewer", "reporter", "leader", "administrator")

DEVICE_KINDS = ("tablet", "browser")
DEVICE_STATUSES = ("active", "revoked")

# What a shape may carry, beside what everybody who is signed in may know.
PERSONAL = "personal"  # names, telephones and addresses of people
SEALED = "sealed"  # flags, levels, calls, cases: what the establishment must never learn of
ACCOUNTS = "accounts"  # who may sign in
FIGURES = "figures"  # counts

# What is kept for a time only: checklists/retention.yaml says for how long.
RETENTION_CODES = (
    "closed_cases", "refused_copies", "owner_contacts", "visit_people", "approvals",
)  # fmt: skip
LEGAL_HOLD_OBJECTS = ("establishment", "visit", "case")

# What one person asks for and another approves.
TWO_PERSON_ACTS = ("issue_summary", "change_triage_rules", "reveal_identity", "purge")
APPROVAL_DECISIONS = ("approved", "refused")
APPROVAL_STATES = ("asked", *APPROVAL_DECISIONS, "used")

VISIT_STATES = ("standing", "withdrawn")
# An open finding is overdue from the day after its term.
FINDING_STATES = ("open", "overdue", "met")
# What a sanction does beside its fine: đình chỉ hoạt động, tước quyền sử dụng giấy phép.
SANCTION_MEASURES = ("none", "suspension", "withdrawal")
CASE_STATES = (
    "new", "claimed", "monitoring", "referred", "unfounded", "closed", "reopened",
)  # fmt: skip
CASE_DECISIONS = ("monitoring", "referred", "unfounded", "closed", "reopened")
# What leaves a case: tin báo, kiến nghị khởi tố, phiếu chuyển, cuộc gọi khẩn.
REFERRAL_TYPES = ("tip_off", "prosecution_request", "transfer_note", "emergency_call")
REFERRAL_STATES = ("draft", "approved", "sent", "acknowledged", "result", "cancelled")
REFERRAL_CHANNELS = ("phone", "paper", "in_person", "online")
# As a paper is marked: thường, khẩn, thượng khẩn, hỏa tốc (Nghị định 30/2020, Phụ lục I).
REFERRAL_URGENCIES = ("ordinary", "urgent", "very_urgent", "express")
REFERRAL_FORMS = ("docx", "pdf", "archive")
REFERRAL_RESULTS = ("verifying", "founded", "unfounded", "no_answer")
RELATIONS = ("owner", "phone", "address")  # by which two establishments may belong together
INSPECTION_KINDS = ("planned", "ad_hoc", "interagency")
INSPECTION_STATES = ("planned", "running", "finished", "cancelled")
LISTED_STATES = ("visited", "waiting", "unassigned")
# kế hoạch, văn bản chỉ đạo, công văn, quyết định, thông báo; A1 counts the first two.
DOCUMENT_KINDS = ("plan", "directive", "dispatch", "decision", "notice", "other")
DUE_RULES = ("by", "before")  # trước ngày 02/10 means 01/10 at the latest
TASK_STATES = ("open", "late", "done", "done_late", "withdrawn")
# The targets of a campaign that are counted from what carries its tag; others are only named.
CAMPAIGN_MEASURES = (
    "visits", "establishments", "inspections", "guided", "commitments", "staff_trained",
    "hotline_posted", "leaflets",
)  # fmt: skip
# Buổi tuyên truyền, hội nghị, tập huấn, mít tinh, tin bài, phát thanh, bài đăng, băng rôn, pa-nô,
# tờ rơi, xe lưu động, lồng ghép.
ACTIVITY_FORMS = (
    "session", "conference", "training", "rally", "news", "broadcast", "post", "banner", "panel",
    "leaflet", "mobile", "integrated",
)  # fmt: skip
# Khách, nhân viên, học sinh, người dân, cán bộ.
AUDIENCES = ("guests", "staff", "pupils", "residents", "officials")
ACTIVITY_NUMBERS = (
    "news_items", "broadcasts", "broadcast_minutes", "posts", "reach", "banners", "panels",
    "leaflets", "mobile_rounds",
)  # fmt: skip
# Thôn, bản, tổ dân phố, nhà văn hóa, trung tâm văn hóa, câu lạc bộ, thư viện.
INSTITUTION_KINDS = (
    "village", "residential_group", "culture_house", "culture_centre", "club", "library", "other",
)  # fmt: skip
COMPLIANCE = ("none", "met", "open", "overdue")  # of an establishment, by its findings
# Whose an establishment's point is: a person's, a geocoder's guess, the centre of its commune.
POINTS_FROM = ("sender", "geocoder", "area")
SIGNATURE_ROLES = ("establishment", "recorder", "lead", "witness")
PERIOD_BASES = ("statutory", "calendar")

REPORT_PERIODS = ("Q1", "Q2", "Q3", "Q4", "H1", "9M", "year", "campaign")
# What a unit tells in words: chỉ đạo, tuyên truyền, đợt cao điểm, quản lý và kiểm tra, lồng ghép,
# đánh giá, phương hướng, kiến nghị. Of what was found nothing: that is not for returns.
RETURN_SECTIONS = (
    "direction", "propaganda", "campaign", "management", "integration", "assessment",
    "tasks_ahead", "proposals",
)  # fmt: skip
SUMMARY_SECTIONS = (
    "direction", "propaganda", "campaign", "management", "integration", "detection", "assessment",
    "tasks_ahead", "proposals",
)  # fmt: skip
SUMMARY_STATES = ("draft", "approved", "issued", "discarded")
PUBLICATION_STATES = ("proposed", "published", "given_up")
RETURN_STATES = ("missing", "draft", "submitted", "sent_back", "accepted")

# Areas are keyed by scheme and code: codes were reused on 2025-07-01.
AREA_SCHEMES = ("legacy", "2025")

# A visit names its files in its open part or on its confidential sheet.
OPEN_PART, SEALED_PART = ATTACHMENT_PARTS = ("open", "sealed")
ATTACHMENT_KINDS = ("photo", "signature")
IMAGE_TYPES = ("image/jpeg", "image/png", "image/webp")
