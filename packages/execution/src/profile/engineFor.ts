import { EthereumJsEngine } from '../engine/EthereumJsEngine.ts'
import type { ExecutionEngine } from '../engine/ExecutionEngine.ts'
import type { Fork } from '../engine/Fork.ts'
import type { Profile } from './Profile.ts'

/** Engines keep warmed-up interpreters and opcode tables, so each kind is made once in a thread. */
const engines = new Map<string, ExecutionEngine>()

/** The fork whose rules a DAC's chain runs by (spec 2.2). */
export const MVM_FORK: Fork = 'osaka'

/** The engine for a profile: the interpreter of EthereumJS. Precompiles are bounded on a DAC's chain only. */
export function engineFor({ kind, chainId }: Profile, fork: Fork = MVM_FORK): ExecutionEngine {
  const key = `${kind} ${chainId} ${fork}`
  let engine = engines.get(key)
  if (engine === undefined) {
    engine = new EthereumJsEngine({ chainId, fork, hasPrecompileCaps: kind === 'mvm' })
    engines.set(key, engine)
  }
  return engine
}
