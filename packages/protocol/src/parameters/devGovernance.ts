import type { GovernanceParameters } from './GovernanceParameters.ts'

const MT = 10n ** 18n

/** MetisDAO on a devnet, where a vote and its notice take seconds. */
export const devGovernance: GovernanceParameters = {
  votingDelaySeconds: 1,
  votingPeriodSeconds: 10,
  proposalThreshold: MT,
  quorumPercent: 4,
  taxNoticeSeconds: 10,
}
