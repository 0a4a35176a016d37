import { eventType, field, payload } from '../event-type.ts';

const VERSION = {
  versionId: field.id('arv', 'The version.'),
  number: field.integer('Its number, from 1.'),
};
const LOCALES = field.listOf(field.oneOf(['FR', 'EN'], 'A language.'), 'In which languages it is.');

const told = (fr: string, en: string, shape: Parameters<typeof payload>[0]) =>
  eventType({ version: '2026-11-26', audience: 'VENDOR', text: { fr, en }, payload: payload(shape) });

export const articleEvents = {
  'article.drafted': told('Un article a été commencé.', 'An article was begun.', {
    ...VERSION,
    locales: LOCALES,
  }),
  'article.revised': told(
    'Le brouillon d’une version d’un article a été écrit.',
    'The draft of a version of an article was written.',
    { ...VERSION, locales: LOCALES },
  ),
  'article.submitted': told(
    'La relecture d’une version d’un article a été demandée.',
    'The review of a version of an article was asked for.',
    VERSION,
  ),
  'article.returned': told(
    'Une version d’un article est revenue à ses auteurs.',
    'A version of an article went back to its authors.',
    VERSION,
  ),
  'article.approved': told(
    'Une version d’un article a été approuvée par une autre personne.',
    'A version of an article was approved by somebody else.',
    { ...VERSION, publishAt: field.instant('When it is published.') },
  ),
  'article.published': told(
    'Une version d’un article a été publiée (S37).',
    'A version of an article was published (S37).',
    { ...VERSION, locales: LOCALES },
  ),
  'article.filed': told(
    'La rubrique ou les lecteurs d’un article ont changé.',
    'The category or the readers of an article changed.',
    {
      category: field.text('The code of its category.'),
      requiredPlan: field.maybeOneOf(
        ['BASIC', 'ENHANCED', 'PREMIUM'],
        'From which plan on it is read; null for everybody.',
      ),
    },
  ),
  'article.archived': told('Un article a été archivé.', 'An article was archived.', {
    successorId: field.maybeId('art', 'Where links to it lead.'),
  }),
  'article.category_set': told(
    'Une rubrique de la base de connaissances a été ajoutée, nommée ou déplacée.',
    'A category of the knowledge base was added, named or moved.',
    {
      nameFr: field.text('What it is called in French.'),
      nameEn: field.text('What it is called in English.'),
      parent: field.maybeText('The code of the category above it; null on the upper level.'),
      position: field.integer('Its place among those beside it, from 1.'),
      added: field.yesNo('Whether it is new.'),
    },
  ),
  'article.category_removed': told(
    'Une rubrique de la base de connaissances a été supprimée ; ses articles sont dans une autre.',
    'A category of the knowledge base was removed; its articles are in another one.',
    {
      moved: field.integer('How many articles went to the other one.'),
      movedTo: field.maybeText('The code of the other one; null where it was empty.'),
    },
  ),
  'article.rated': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Une personne a dit si un article l’a aidée.',
      en: 'A person said whether an article helped.',
    },
    payload: payload({
      articleId: field.id('art', 'The article.'),
      versionId: field.id('arv', 'The version that was read.'),
      contactId: field.id('con', 'Who said it.'),
      isHelpful: field.yesNo('Whether it helped.'),
    }),
  }),
};
