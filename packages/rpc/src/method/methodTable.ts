import type { DacPorts } from '../port/DacPorts.ts'
import { signIn } from './access/signIn.ts'
import { signInChallenge } from './access/signInChallenge.ts'
import { useSession } from './access/useSession.ts'
import { chainMethods } from './chainMethods.ts'
import type { Method } from './Method.ts'
import type { MethodContext } from './MethodContext.ts'
import { batchByBlock } from './mvm/batchByBlock.ts'
import { blockWitness } from './mvm/blockWitness.ts'
import { checkPermission } from './mvm/checkPermission.ts'
import { dbt } from './mvm/dbt.ts'
import { disputeTree } from './mvm/disputeTree.ts'
import { effectiveMask } from './mvm/effectiveMask.ts'
import { eligibility } from './mvm/eligibility.ts'
import { estimateTax } from './mvm/estimateTax.ts'
import { executionTrace } from './mvm/executionTrace.ts'
import { finalityStatus } from './mvm/finalityStatus.ts'
import { forceInclusionStatus } from './mvm/forceInclusionStatus.ts'
import { getCharter } from './mvm/getCharter.ts'
import { getDispute } from './mvm/getDispute.ts'
import { listDisputes } from './mvm/listDisputes.ts'
import { oneStepWitness } from './mvm/oneStepWitness.ts'
import { sequencerSchedule } from './mvm/sequencerSchedule.ts'
import { outputAtBlock } from './optimism/outputAtBlock.ts'
import { rollupConfig } from './optimism/rollupConfig.ts'
import { syncStatus } from './optimism/syncStatus.ts'
import { version as optimismVersion } from './optimism/version.ts'

/** What a DAC has beside what every chain has. */
const dacMethods: readonly Method<MethodContext<DacPorts>>[] = [
  batchByBlock,
  blockWitness,
  checkPermission,
  dbt,
  disputeTree,
  effectiveMask,
  eligibility,
  estimateTax,
  executionTrace,
  finalityStatus,
  forceInclusionStatus,
  getCharter,
  getDispute,
  listDisputes,
  oneStepWitness,
  sequencerSchedule,
  signIn,
  signInChallenge,
  useSession,
  outputAtBlock,
  rollupConfig,
  syncStatus,
  optimismVersion,
]

/** Every method of a DAC by name. */
export const methodTable: ReadonlyMap<string, Method<MethodContext<DacPorts>>> = new Map(
  [...chainMethods, ...dacMethods].map((method) => [method.name, method]),
)
