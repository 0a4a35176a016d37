/**
 * When two requests of a month belong together (S84): the sum of what they share, by weight, reaches the threshold. How
 * alike their texts are is a share of 1, by trigrams of subject and question.
 */
export const RECURRENCE = { text: 0.6, requestType: 0.2, sku: 0.2, threshold: 0.55 };
