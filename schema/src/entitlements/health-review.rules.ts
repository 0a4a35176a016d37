/** Whether a request asks for the account's yearly health review, which the ledger counts (S82, S104). */
export function isHealthReview(requestType: string): boolean {
  return requestType === 'WELLNESS_REVIEW';
}
