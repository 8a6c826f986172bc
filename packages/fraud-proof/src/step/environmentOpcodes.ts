import { toBigInt } from '@mvm/protocol'
import { readRange } from '../memory/readRange.ts'
import type { RunningState } from '../state/MachineState.ts'
import type { OpcodeHandler, OpcodeHandlers } from './OpcodeHandler.ts'
import type { OpcodeStep } from './OpcodeStep.ts'

/** What the opcodes tell that read the state's parts only. */
export const environmentOpcodes: OpcodeHandlers = {
  48: told(({ frame }) => BigInt(frame.self)),
  50: told(({ state }) => BigInt(state.transaction.origin)),
  51: told(({ frame }) => BigInt(frame.caller)),
  52: told(({ frame }) => frame.value),
  53: loadCalldata,
  54: told(({ frame }) => BigInt(frame.calldata.length)),
  56: told(({ code }) => BigInt(code.length)),
  58: told(({ state }) => state.transaction.gasPrice),
  61: told(({ frame }) => BigInt(frame.returndata.length)),
  65: told(({ state }) => BigInt(state.block.coinbase)),
  66: told(({ state }) => BigInt(state.block.timestamp)),
  67: told(({ state }) => BigInt(state.block.number)),
  68: told(({ state }) => BigInt(state.block.prevRandao)),
  69: told(({ state }) => state.block.gasLimit),
  70: told(({ state }) => BigInt(state.block.chainId)),
  72: told(({ state }) => state.block.baseFee),
  // No transaction of a DAC carries blobs, and their base fee is the least there is.
  73: told(() => 0n),
  74: told(() => 1n),
}

function told(value: (step: OpcodeStep) => bigint): OpcodeHandler {
  return (step) => step.result(value(step))
}

function loadCalldata(step: OpcodeStep): RunningState {
  const { calldata } = step.frame
  const at = step.arg(0)
  if (at >= BigInt(calldata.length)) return step.result(0n)
  const length = Math.min(32, calldata.length - Number(at))
  const bytes = readRange(calldata.tree, calldata.offset + Number(at), length, step.tape)
  return step.result(toBigInt(bytes) << BigInt(8 * (32 - length)))
}
