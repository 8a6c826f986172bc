import type { GovernanceParameters } from './GovernanceParameters.ts'

const DAY = 24 * 3_600
const MT = 10n ** 18n

/** MetisDAO on a public L1: 7 days' notice of tax rates (spec 2.3). */
export const strictGovernance: GovernanceParameters = {
  votingDelaySeconds: DAY,
  votingPeriodSeconds: 7 * DAY,
  proposalThreshold: 1_000n * MT,
  quorumPercent: 4,
  taxNoticeSeconds: 7 * DAY,
}
