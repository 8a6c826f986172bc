import { EthereumJsEngine } from '../engine/EthereumJsEngine.ts'
import type { ExecutionEngine } from '../engine/ExecutionEngine.ts'
import type { CharterEvmOptions } from '../engine/ethereumjs/CharterEvm.ts'
import type { Machine } from '../machine/Machine.ts'
import { MVM_FORK } from '../profile/engineFor.ts'
import type { FaultName } from './faultNames.ts'
import { faultyFrames } from './faultyFrames.ts'
import { faultyInput } from './faultyInput.ts'
import { faultyOpcodes } from './faultyOpcodes.ts'
import { faultyPrecompiles } from './faultyPrecompiles.ts'
import { faultyRules } from './faultyRules.ts'

export interface FaultyMachineOptions {
  readonly chainId: number
  /** The first block that it executes its own way. @default 1 */
  readonly fromBlock?: number
}

/** A machine with a fault: it executes, seals and verifies in one way, which is not the protocol's. */
export function faultyMachine(
  fault: FaultName,
  { chainId, fromBlock = 1 }: FaultyMachineOptions,
): Machine {
  const engine = (
    options: Partial<CharterEvmOptions>,
    wrapped: (engine: ExecutionEngine) => ExecutionEngine = (own) => own,
  ): Pick<Machine, 'engine' | 'observedEngine'> => {
    const all = { chainId, fork: MVM_FORK, hasPrecompileCaps: true, ...options }
    return {
      engine: wrapped(new EthereumJsEngine(all)),
      observedEngine: (observer) => wrapped(new EthereumJsEngine({ ...all, observer })),
    }
  }
  const machine = { name: fault, fromBlock }
  switch (fault) {
    case 'wrong-arithmetic':
    case 'wrong-storage':
    case 'wrong-gas':
    case 'wrong-log':
    case 'wrong-create':
    case 'wrong-call':
      return { ...machine, ...engine({ opcodes: faultyOpcodes[fault] }) }
    case 'wrong-precompile':
      return { ...machine, ...engine({ precompiles: faultyPrecompiles }) }
    case 'wrong-nonce':
      return { ...machine, ...engine({}, faultyFrames[fault]) }
    case 'wrong-refund':
    case 'wrong-selfdestruct':
    case 'wrong-balance':
    case 'wrong-bloom':
    case 'wrong-tax':
    case 'wrong-l1-fee':
    case 'skip-permission-check':
    case 'skipped-transaction':
      return { ...machine, rules: faultyRules[fault] }
    case 'wrong-origin':
      return { ...machine, origin: faultyInput[fault] }
    case 'invented-transaction':
      return { ...machine, deposits: faultyInput[fault] }
    case 'wrong-withdrawal-root':
      return { ...machine, withdrawalsOf: 'parent' }
  }
}
