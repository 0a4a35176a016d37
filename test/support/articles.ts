import { unwrap, type Client } from '@tierline/sdk';
import type { Desk, Staff } from './programme.ts';

type Draft = Parameters<Client['articles']['draft']>[0];

/** A text in a language, with words that no other article has unless told. */
export function text(locale: 'FR' | 'EN', title: string, body = 'Nothing more.', slug?: string) {
  return { locale, title, summary: title, body, ...(slug !== undefined && { slug }) };
}

/** An article that an engineer wrote and the manager approved. */
export async function publish(desk: Desk, draft: Partial<Draft> & Pick<Draft, 'texts'>): Promise<string> {
  const { article } = unwrap(await desk.engineer.client.articles.draft({ category: 'SIGN_IN', ...draft }));
  await approve(desk.engineer, desk.manager, article.id);
  return article.id;
}

/** Brings the draft of an article to its readers. */
export async function approve(author: Staff, reviewer: Staff, articleId: string): Promise<void> {
  unwrap(await author.client.articles.submit({ articleId }));
  unwrap(await reviewer.client.articles.approve({ articleId }));
}
