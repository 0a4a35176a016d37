/**
 * The root fields that work in a sandbox (B22): what stays in there, and what is open to everybody. One that is not listed is
 * refused: what the vendor decides for all customers, its staff and teams, keys, files, links and addresses to write to.
 * Below all this the database refuses too (see the migration of sandboxes).
 */
export const IN_SANDBOXES: ReadonlySet<string> = new Set(
  `node nodes viewer sandbox sandboxes advanceSandboxClock
  account accounts acceptTerms addContact addProfile addSite assignTam closeDay endSubscription endTam relocateAccount reopenDay
  staffMembers subscribeSku tamDesk termsAt partner partners
  clockChanged clockRepairs decideClockRepair repairClock targetVersion targetVersions
  accountStatement annualFees applyAmendment contract contractAt contracts placeServiceOrder quote quoteAmendment quoteRenewal
  quoteServiceOrder quoteTermination quotes recordAnnualFees renewContract terminateContract
  checkCoverage entitlementBalance entitlementLedger entitlementsAt solutionExclusions
  auditLog events eventTypes retentionPeriods
  choosePlan planAt comparePlans countries holidayCorrections intakeForm intakeForms plan plans recommendPlan regions requestType
  requestTypes slaPreview supportCalendar supportProgramme terms
  cancelEngagement chooseMeetingSlot endMeetingSeries planEngagement proposeMeetingSlots publishRunbook scheduleRequestedMeeting
  tamEngagement tamEngagements tickRunbookStep
  answerObjective cancelHealthReview changeObjective closeObjective completeHealthReview examineProfile followRecommendation
  healthReview linkObjective planHealthReview proposeObjective reclassifyTicket reportObjectiveProgress scheduleHealthReview
  successObjective writeAccountContext completeLesson openLesson trainingCourse
  addActionItem addMeetingMaterials cancelMeeting completeActionItem meeting meetings meetingSlots recordMeetingHeld
  recordMeetingMissed rescheduleMeeting scheduleMeeting
  markNoticesRead notices obligation obligations waiveObligation
  analyseCluster completeMonthlyReview dismissCluster mergeClusters monthlyReview moveToCluster openMonthlyReview reviewRequests
  rateTicket statusComponents statusEvent statusEvents supportReport trainingCourse trainingCourses trainingSession
  completeLesson openLesson article articleBySlug articleCategories articles articleSuggestions rateArticle readArticle searchArticles
  acceptTechnicalServicesOffer addInternalNote assignTicket assignTickets beginScopeReview cancelTicket cancelTicketMeeting
  closeTicket closeTickets contestSeverity decideContest declineTechnicalServicesOffer giveSecondOpinion logCall lowerSeverity
  mergeTickets noteTickets openTicket raiseSeverity rejectTicket reopenTicket replyToTicket requestSecondOpinion resumeTicket
  reviewTicketScope scheduleTicketMeeting searchTickets splitTicket startWork technicalServicesEngagements ticket ticketChanged
  tickets unwatchTicket waitForCustomer waitForThirdParty watchTicket
  addWebhook changeWebhook removeWebhook replayWebhook replayWebhookDelivery rotateWebhookSecret startWebhook stopWebhook
  testWebhook webhook webhookDelivery webhooks webhookSchedule`.split(/\s+/),
);
