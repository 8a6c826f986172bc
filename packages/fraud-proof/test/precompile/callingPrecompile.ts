import { assemble } from '../../../execution/test/bytecode/assemble.ts'
import type { Program } from '../machine/TestMachine.ts'

/** Calls a precompile with the calldata, then hashes what it returned. */
export function callingPrecompile(number: number, input: Uint8Array, gas: bigint): Program {
  const code = assemble(
    [
      'CALLDATASIZE PUSH0 PUSH0 CALLDATACOPY',
      `PUSH1 40 PUSH1 3 CALLDATASIZE PUSH0 PUSH2 ${number} PUSH4 ${gas} STATICCALL`,
      'RETURNDATASIZE PUSH0 PUSH0 RETURNDATACOPY RETURNDATASIZE PUSH0 KECCAK256 GAS',
    ].join(' '),
  )
  return { code, calldata: input, gas: gas + gas / 8n + 2_000_000n }
}
