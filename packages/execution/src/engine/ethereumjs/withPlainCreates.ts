import { EVMError } from '@ethereumjs/evm'
import { fromHex } from '@mvm/protocol'
import type { EngineCommon } from './EngineCommon.ts'
import type { OpcodeTable, RunState } from './OpcodeTables.ts'

const CREATE = 0xf0
const CREATE2 = 0xf5
const NOTHING = new Uint8Array()

/**
 * CREATE and CREATE2 that run whatever init code they are given. The packaged ones push 0 for one that begins with
 * EF00, which would be right by EIP-3540 only; without it, that is the undefined opcode EF like any other.
 */
export function withPlainCreates(table: OpcodeTable, common: EngineCommon): OpcodeTable {
  return table.map((entry, opcode) => {
    if (entry.opcodeInfo.isInvalid) return entry
    if (opcode === CREATE) return { ...entry, opHandler: (state) => create(state, common) }
    if (opcode === CREATE2) return { ...entry, opHandler: (state) => create2(state, common) }
    return entry
  })
}

async function create(state: RunState, common: EngineCommon): Promise<void> {
  const [value, offset, length] = state.stack.popN(3) as [bigint, bigint, bigint]
  const { gas, initCode } = begin(state, common, offset, length)
  state.stack.push(await state.interpreter.create(gas, value, initCode))
}

async function create2(state: RunState, common: EngineCommon): Promise<void> {
  const [value, offset, length, salt] = state.stack.popN(4) as [bigint, bigint, bigint, bigint]
  const { gas, initCode } = begin(state, common, offset, length)
  const saltBytes = fromHex(`0x${salt.toString(16).padStart(64, '0')}`)
  state.stack.push(await state.interpreter.create2(gas, value, initCode, saltBytes))
}

/** What the gas handler has set aside for the creation, and its init code. */
function begin(
  state: RunState,
  common: EngineCommon,
  offset: bigint,
  length: bigint,
): { readonly gas: bigint; readonly initCode: Uint8Array } {
  if (state.interpreter.isStatic()) throw new EVMError(EVMError.errorMessages.STATIC_STATE_CHANGE)
  if (common.isActivatedEIP(3860) && length > common.param('maxInitCodeSize')) {
    throw new EVMError(EVMError.errorMessages.INITCODE_SIZE_VIOLATION)
  }
  const gas = state.messageGasLimit as bigint
  Object.assign(state, { messageGasLimit: undefined })
  const initCode = length === 0n ? NOTHING : state.memory.read(Number(offset), Number(length), true)
  return { gas, initCode }
}
