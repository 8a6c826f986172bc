import { EthereumJsEngine } from '../engine/EthereumJsEngine.ts'
import type { ExecutionEngine } from '../engine/ExecutionEngine.ts'
import type { Fork } from '../engine/Fork.ts'
import type { MvmProfile } from './Profile.ts'

/** Engines keep warmed-up interpreters and opcode tables, so each kind is made once in a thread. */
const engines = new Map<string, ExecutionEngine>()

/** The engine for a profile: the interpreter of EthereumJS. */
export function engineFor({ chainId }: MvmProfile): ExecutionEngine {
  return shared({ chainId, fork: 'osaka', hasPrecompileCaps: true })
}

function shared(options: {
  readonly chainId: number
  readonly fork: Fork
  readonly hasPrecompileCaps: boolean
}): ExecutionEngine {
  const key = JSON.stringify(options)
  let engine = engines.get(key)
  if (engine === undefined) {
    engine = new EthereumJsEngine(options)
    engines.set(key, engine)
  }
  return engine
}
