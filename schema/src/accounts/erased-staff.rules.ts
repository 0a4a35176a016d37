/** What somebody of the staff is called who was erased (B24): what they did stays, as that of one of the vendor's people. */
export const ERASED_STAFF = { fr: 'Membre de l’équipe', en: 'Member of staff' };

/** The same where a name is kept, for readers of either language. */
export const STAFF_ERASED = `${ERASED_STAFF.en} / ${ERASED_STAFF.fr}`;
