/** What a deployment fixes for good about MetisDAO: the struct of the same name in `contracts/src/l1/governance`. */
export interface GovernanceParameters {
  /** From a proposal to the moment whose votes count. */
  readonly votingDelaySeconds: number
  readonly votingPeriodSeconds: number
  /** Wei of MT, own or delegated, that a proposer must have. */
  readonly proposalThreshold: bigint
  /** Part of the MT supply that must vote for or abstain. */
  readonly quorumPercent: number
  /** From the queueing of tax rates that were voted for to the earliest moment at which a DAC can get them. */
  readonly taxNoticeSeconds: number
}
