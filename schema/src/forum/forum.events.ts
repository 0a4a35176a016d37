import { eventType, field, payload } from '../event-type.ts';
import { FORUM_REACTIONS, FORUM_REPORT_REASONS } from './forum.rules.ts';

const MEMBER = { memberId: field.id('fmb', 'Who, as the forum knows them.') };
const POST = { ...MEMBER, postId: field.id('pst', 'The post.') };
const HELD = field.yesNo('Whether moderators have yet to let it be seen.');

/** What happens in the forum belongs to no account: the vendor's staff, feeds and webhooks see it. */
const told = (fr: string, en: string, shape: Parameters<typeof payload>[0]) =>
  eventType({ version: '2026-11-26', audience: 'VENDOR', text: { fr, en }, payload: payload(shape) });

export const forumEvents = {
  'forum.topic_started': told('Un sujet a été ouvert (S38).', 'A topic was started (S38).', {
    ...POST,
    category: field.text('The code of its category.'),
    held: HELD,
  }),
  'forum.category_set': told(
    'Une rubrique du forum a été ajoutée, nommée ou déplacée.',
    'A category of the forum was added, named or moved.',
    {
      nameFr: field.text('What it is called in French.'),
      nameEn: field.text('What it is called in English.'),
      position: field.integer('Its place, from 1.'),
      added: field.yesNo('Whether it is new.'),
    },
  ),
  'forum.category_removed': told(
    'Une rubrique du forum a été supprimée ; ses sujets sont dans une autre.',
    'A category of the forum was removed; its topics are in another one.',
    {
      moved: field.integer('How many topics went to the other one.'),
      movedTo: field.maybeText('The code of the other one; null where it was empty.'),
    },
  ),
  'forum.limit_set': told(
    'La limite horaire d’une action du forum a changé.',
    'The hourly limit of something in the forum changed.',
    {
      before: field.maybeInteger('How often it was allowed within an hour; null for without limit.'),
      after: field.maybeInteger('How often it is allowed now; null for without limit.'),
    },
  ),
  'forum.replied': told('Un sujet a reçu une réponse (S38).', 'A topic was replied to (S38).', {
    ...POST,
    held: HELD,
  }),
  'forum.topic_answered': told(
    'La réponse qui résout un sujet a été choisie, ou retirée (S38).',
    'The answer to a topic was accepted, or taken back (S38).',
    { ...MEMBER, postId: field.maybeId('pst', 'The answer; null for none any more.') },
  ),
  'forum.post_edited': told('Un message a été modifié.', 'A post was edited.', { ...POST, held: HELD }),
  'forum.post_deleted': told('Son auteur a retiré un message.', 'A post was taken back by its author.', POST),
  'forum.reacted': told(
    'Quelqu’un a réagi à un message, ou retiré sa réaction.',
    'Somebody reacted to a post, or took that back.',
    {
      ...POST,
      kind: field.oneOf(FORUM_REACTIONS, 'How.'),
      withdrawn: field.yesNo('Whether it was taken back.'),
    },
  ),
  'forum.followed': told(
    'Quelqu’un suit un sujet, ou ne le suit plus.',
    'Somebody follows a topic, or does so no more.',
    { ...MEMBER, follows: field.yesNo('Whether the topic is followed now.') },
  ),
  'forum.post_reported': told(
    'Un message a été signalé aux modérateurs.',
    'A post was reported to moderators.',
    { ...POST, reason: field.oneOf(FORUM_REPORT_REASONS, 'What is wrong.') },
  ),
  'forum.post_moderated': told(
    'Un modérateur a montré ou masqué un message.',
    'A moderator showed or hid a post.',
    {
      postId: field.id('pst', 'The post.'),
      decision: field.oneOf(['SHOW', 'HIDE'], 'What was decided.'),
    },
  ),
  'forum.topic_moderated': told(
    'Un modérateur a verrouillé, ouvert ou déplacé un sujet.',
    'A moderator locked, opened or moved a topic.',
    {
      category: field.text('The code of its category.'),
      locked: field.yesNo('Whether it is locked.'),
    },
  ),
  'forum.member_renamed': told(
    'Une personne a changé de nom dans le forum.',
    'A person took another name in the forum.',
    {},
  ),
};
