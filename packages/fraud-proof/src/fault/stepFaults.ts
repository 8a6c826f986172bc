import { faultyBlocks } from './faultyBlocks.ts'
import { faultyFrames } from './faultyFrames.ts'
import { faultyOpcodes } from './faultyOpcodes.ts'
import { faultyPrecompiles } from './faultyPrecompiles.ts'
import { faultyTransactions } from './faultyTransactions.ts'
import type { StepFault } from './StepFault.ts'

const faults = {
  ...faultyOpcodes,
  ...faultyPrecompiles,
  ...faultyFrames,
  ...faultyTransactions,
  ...faultyBlocks,
}

/** The faults that the executor's machine can have as well (docs/faults.md). */
export type StepFaultName = keyof typeof faults

/** What each fault makes different. */
export const stepFaults: Readonly<Record<StepFaultName, StepFault>> = faults
