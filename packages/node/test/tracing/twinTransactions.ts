import { type Address, type Hex, toHex } from '@mvm/protocol'
import { assemble } from '../../../execution/test/bytecode/assemble.ts'
import { deployer } from '../../../execution/test/bytecode/deployer.ts'
import type { AnvilTwin, TwinResult } from './AnvilTwin.ts'

/** Counts in slot 0, leaves a log of it, returns it. */
const COUNTER = `PUSH0 SLOAD PUSH1 1 ADD DUP1 PUSH0 SSTORE PUSH0 MSTORE
  PUSH1 7 PUSH1 32 PUSH0 LOG1 PUSH1 32 PUSH0 RETURN`
/** Reverts with Solidity's Error("no"). */
const REVERTER = `PUSH4 0x08c379a0 PUSH1 0xe0 SHL PUSH0 MSTORE PUSH1 32 PUSH1 4 MSTORE
  PUSH1 2 PUSH1 36 MSTORE PUSH2 0x6e6f PUSH1 0xf0 SHL PUSH1 68 MSTORE PUSH1 100 PUSH0 REVERT`
const BURNER = 'JUMPDEST PUSH0 JUMP'
const KILLER = 'CALLER SELFDESTRUCT'

const bytes = (program: string): Hex => toHex(assemble(program))
const init = (program: string): Hex => toHex(deployer(assemble(program)))

/** PUSHes that call an address with an opcode, and drop the result. */
function callOf(
  opcode: string,
  to: Address,
  { value = 0, gas = '0xffff', input = 0 } = {},
): string {
  const hasValue = opcode === 'CALL' || opcode === 'CALLCODE'
  return `PUSH1 32 PUSH1 64 PUSH1 ${input} PUSH0 ${hasValue ? `PUSH1 ${value}` : ''}
    PUSH20 ${to} PUSH3 ${gas} ${opcode} POP`
}

/** Transactions that go through all kinds of frames, failures and refunds, by what they do. */
export async function twinTransactions(twin: AnvilTwin): Promise<Map<string, TwinResult>> {
  const results = new Map<string, TwinResult>()
  const send = async (what: string, transaction: Parameters<AnvilTwin['send']>[0]) => {
    const result = await twin.send(transaction)
    results.set(what, result)
    return result.contract
  }
  const somebody = `0x${'5b'.repeat(20)}` as Address
  const identity = `0x${'00'.repeat(19)}04` as Address
  const counter = await send('a creation', { to: null, data: init(COUNTER) })
  const reverter = await send('another creation', { to: null, data: init(REVERTER) })
  const burner = await send('a creation of a loop', { to: null, data: init(BURNER) })
  const killer = await send('a creation of what ends', { to: null, data: init(KILLER), value: 9n })
  await send('a transfer', { to: somebody, value: 5n, gasLimit: 21_000n })
  await send('a transfer with calldata', { to: somebody, value: 1n, data: '0x01000203' })
  await send('a call', { to: counter })
  await send('a second call', { to: counter, value: 3n, data: '0x12345678aa' })
  await send('a revert with a reason', { to: reverter })
  await send('a loop', { to: burner, gasLimit: 60_000n })
  await send('an end', { to: killer })
  await send('a creation that reverts', { to: null, data: bytes('PUSH0 PUSH0 REVERT') })
  await send('a creation of nothing', { to: null, data: '0x' })
  await send('an invalid opcode', { to: null, data: '0xfe' })
  await send('an unknown opcode', { to: null, data: '0x0c' })
  await send('a bad jump', { to: null, data: bytes('PUSH1 9 JUMP') })
  await send('an empty stack', { to: null, data: bytes('ADD') })

  const calls = await send('a creation of calls', {
    to: null,
    value: 1_000n,
    data: init(`
      PUSH1 0xab PUSH0 MSTORE
      ${callOf('CALL', counter, { value: 5, input: 32 })}
      ${callOf('STATICCALL', counter)} ${callOf('DELEGATECALL', counter)} ${callOf('CALLCODE', counter, { value: 1 })}
      ${callOf('CALL', identity, { input: 32 })} ${callOf('STATICCALL', identity, { input: 4 })}
      ${callOf('CALL', somebody, { value: 2 })} ${callOf('CALL', reverter)}
      ${callOf('CALL', burner, { gas: '0x1000' })} RETURNDATASIZE POP
      PUSH1 32 PUSH1 64 RETURN`),
  })
  await send('calls of all kinds', { to: calls })
  const code = toHex(assemble('PUSH1 1 PUSH0 SSTORE PUSH0 PUSH0 RETURN'))
  const creator = await send('a creation of creations', {
    to: null,
    value: 1_000n,
    data: init(`
      PUSH8 0x${code.slice(2).padEnd(16, '0')} PUSH1 192 SHL PUSH0 MSTORE
      PUSH1 8 PUSH0 PUSH1 3 CREATE POP
      PUSH1 77 PUSH1 8 PUSH0 PUSH0 CREATE2 POP
      PUSH1 77 PUSH1 8 PUSH0 PUSH0 CREATE2 POP
      PUSH1 1 PUSH1 8 MSTORE8 STOP`),
  })
  await send('creations', { to: creator })
  const clearer = await send('a creation of what clears', {
    to: null,
    data: toHex(
      Buffer.concat([assemble('PUSH1 5 PUSH0 SSTORE'), deployer(assemble('PUSH0 PUSH0 SSTORE'))]),
    ).replace('600c5f39', '60105f39') as Hex,
  })
  await send('a refund', { to: clearer })
  const looker = await send('a creation of looks', {
    to: null,
    data: init(`PUSH20 ${somebody} BALANCE POP PUSH20 ${counter} EXTCODESIZE POP
      PUSH20 ${reverter} EXTCODEHASH POP PUSH1 4 PUSH0 PUSH0 PUSH20 ${counter} EXTCODECOPY
      SELFBALANCE POP PUSH0 TLOAD PUSH0 TSTORE PUSH1 32 PUSH0 KECCAK256 POP`),
  })
  await send('looks', { to: looker })
  return results
}
