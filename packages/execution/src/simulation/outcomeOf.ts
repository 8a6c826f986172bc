import type { CallOutcome, SimulationFailure } from '@mvm/protocol'
import type { SkipReason } from '../transaction/SkipReason.ts'
import { describeSkip } from './describeSkip.ts'
import type { SimulationRun } from './Simulation.ts'

/** What a run tells the one who asked for it. */
export function outcomeOf(run: SimulationRun): CallOutcome {
  if (run.status === 'invalid') return failureOfSkip(run.skip)
  const { status, output, haltReason, receipt } = run.executed
  const { gasUsed } = receipt
  const denial = receipt.denial === undefined ? {} : { denial: receipt.denial }
  switch (status) {
    case 'succeeded':
      return { status: 'success', output, gasUsed }
    case 'reverted':
      return { status: 'reverted', output, gasUsed, ...denial }
    case 'halted':
      return { status: 'halted', reason: haltReason ?? 'halted', gasUsed, ...denial }
  }
}

function failureOfSkip(skip: SkipReason): SimulationFailure {
  const reason = describeSkip(skip)
  if (skip.code !== 'SUBMIT_DENIED') return { status: 'invalid', reason }
  const denial = { signer: skip.signer, opcode: 0xfe, self: skip.signer, depth: 0 }
  return { status: 'halted', reason, gasUsed: 0n, denial }
}
