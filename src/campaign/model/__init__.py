"""The things a campaign is made of: frozen values, made once at the boundary."""

from campaign.model.campaign import (
    ENGLISH,
    CallToAction,
    Campaign,
    Enclosure,
    Fact,
    Government,
    Letterhead,
    Look,
    Part,
    PdfVariant,
    Quotation,
    Section,
    Sender,
    Statement,
    laid_behind,
)
from campaign.model.kinds import KINDS, MEMBERS, Kind, Standing
from campaign.model.letter import (
    TEMPLATE_SUFFIX,
    Constituent,
    FollowUp,
    FormOfAddress,
    Letter,
    PostalAddress,
    Recipient,
    reference_of,
)
