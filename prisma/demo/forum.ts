/** A thread of the forum: a customer asks, others reply, and one reply is the answer (S38). */
export const threads = [
  {
    by: 'haruka.sato',
    daysAgo: 6,
    category: 'TAGS',
    title: 'Which version is live?',
    body: 'We publish from two profiles. How do I see which version our visitors get right now?',
    replies: [
      {
        by: 'grace.whitfield',
        hoursLater: 3,
        body: 'Look at `utag.cfg.v` in the console of a page: it is the version that was loaded.',
        isAnswer: true,
      },
      {
        by: 'ines.moreau',
        hoursLater: 20,
        body: 'That is right. With two profiles, check each page: every one loads its own.',
        isAnswer: false,
      },
    ],
  },
];
