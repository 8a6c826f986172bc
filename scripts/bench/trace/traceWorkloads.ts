import { createRequire } from 'node:module'
import { fromHex, type Hex, keccak256, toHex } from '@mvm/protocol'
import { AbiCoder, Interface } from 'ethers'
import { caller, word } from '../../../packages/fraud-proof/test/block/blockOfOneCall.ts'
import { assemble } from '../../scenario/ranger/assemble.ts'
import { other } from './prepareTrace.ts'
import type { TraceWorkload } from './TraceWorkload.ts'

const ERC20 = createRequire(import.meta.url)('@uniswap/v2-core/build/ERC20.json') as {
  readonly abi: []
  readonly evm: { readonly deployedBytecode: { readonly object: string } }
}

/** EIP-7825. */
const LARGEST_GAS = 2n ** 24n
const NO_DATA: Uint8Array = new Uint8Array()
/** Bytes of a loop's body, so that the jump at its end does not count. */
const BODY = 20_000
const SLOT = word(2 ** 40 + 77)

/** Runs the body again and again until the gas is used up. */
function loop(name: string, body: string, before = '', data: Uint8Array = NO_DATA): TraceWorkload {
  const head = before === '' ? NO_DATA : assemble(before)
  const once = assemble(body)
  const times = Math.max(1, Math.floor((BODY - head.length) / once.length))
  const code = Buffer.concat([
    head,
    assemble('JUMPDEST'),
    ...Array.from({ length: times }, () => once),
    assemble(`PUSH2 ${head.length} JUMP`),
  ])
  return { name, code, gasLimit: LARGEST_GAS, data, storage: new Map() }
}

/** Calls a precompile again and again on the transaction's data. */
function calls(name: string, precompile: number, input: Uint8Array): TraceWorkload {
  const call = `PUSH0 PUSH0 PUSH2 ${input.length} PUSH0 PUSH2 ${precompile} GAS STATICCALL POP`
  return loop(name, call, 'CALLDATASIZE PUSH0 PUSH0 CALLDATACOPY', input)
}

const MEGABYTES = 1.5 * 2 ** 20
/** Fills 1.5 MiB from a byte of code that is not 0, each time with twice as much. */
const fill = [
  'PUSH2 8192 PUSH0 PUSH0 CODECOPY',
  ...Array.from({ length: 7 }, (_, i) => `PUSH3 ${8192 << i} PUSH0 PUSH3 ${8192 << i} MCOPY`),
  `PUSH3 ${2 ** 19} PUSH0 PUSH3 ${2 ** 20} MCOPY`,
].join(' ')

const noise = (size: number): Uint8Array =>
  Uint8Array.from({ length: size }, (_, i) => ((i * 2_654_435_761) >>> 13) | 1)

/** Transactions of the most gas there is, each of a shape that costs the machine most somewhere. */
export const largestWorkloads: readonly TraceWorkload[] = [
  loop('JUMPDEST', 'JUMPDEST'),
  loop(
    'arithmetic',
    'DUP1 DUP3 MUL DUP3 ADD DUP1 DUP4 DUP4 MULMOD XOR SWAP1 POP',
    'PUSH0 NOT PUSH32 0xf123456789abcdeffedcba9876543210f123456789abcdeffedcba9876543211 PUSH0 NOT',
  ),
  loop('SWAP16', 'SWAP16', Array.from({ length: 17 }, () => 'GAS').join(' ')),
  loop('MSTORE', 'PUSH0 PUSH0 MSTORE'),
  loop('MCOPY of a byte', 'PUSH1 1 PUSH0 PUSH1 31 MCOPY'),
  loop('MCOPY of 1.5 MiB', `PUSH3 ${MEGABYTES - 1} PUSH1 1 PUSH0 MCOPY`, fill),
  loop('KECCAK256 of a byte', 'PUSH1 1 PUSH0 KECCAK256 POP'),
  loop('KECCAK256 of 1.5 MiB', `PUSH3 ${MEGABYTES} PUSH0 KECCAK256 POP`, fill),
  loop('CALLDATACOPY of 50 KiB', 'CALLDATASIZE PUSH0 PUSH0 CALLDATACOPY', '', noise(50 * 1024)),
  loop('SLOAD, warm', `PUSH6 ${SLOT} SLOAD POP`),
  loop('SLOAD, cold', 'GAS SLOAD POP'),
  loop('SSTORE, warm', `GAS PUSH6 ${SLOT} SSTORE`),
  loop('SSTORE, new', 'GAS GAS SSTORE'),
  loop('TSTORE', 'GAS GAS TSTORE'),
  loop('BALANCE, warm', `PUSH20 ${other(77)} BALANCE POP`),
  loop('STATICCALL', 'PUSH0 PUSH0 PUSH0 PUSH0 CALLER GAS STATICCALL POP'),
  loop('DELEGATECALL of itself', 'PUSH0 PUSH0 PUSH0 PUSH0 ADDRESS GAS DELEGATECALL POP'),
  loop('EXTCODECOPY of a byte', 'PUSH1 1 PUSH0 PUSH0 ADDRESS EXTCODECOPY'),
  loop(
    'CREATE',
    'PUSH2 0xc000 PUSH0 PUSH0 CREATE GAS PUSH1 1 MSTORE POP',
    'PUSH1 1 PUSH0 PUSH2 8000 CODECOPY',
  ),
  loop('LOG4', 'PUSH1 1 PUSH1 2 GAS GAS PUSH0 PUSH0 LOG4'),
  calls('BN254 additions', 6, bnPoints()),
  calls('BLAKE2F of 3,000,000 rounds', 9, blakeInput(3_000_000)),
  calls('BLS12-381 sums of 113 points', 14, blsPoints(113)),
]

/** A transfer of Uniswap's ERC20 to somebody who had none. */
export const transferWorkload: TraceWorkload = {
  name: 'ERC-20 transfer',
  code: fromHex(`0x${ERC20.evm.deployedBytecode.object}`),
  gasLimit: 100_000n,
  data: fromHex(new Interface(ERC20.abi).encodeFunctionData('transfer', [other(7), 1n])),
  storage: new Map([[balancePlace(), word(10n ** 24n)]]),
}

/** `balanceOf` of Uniswap's ERC20 is in slot 1. */
function balancePlace(): Hex {
  const key = AbiCoder.defaultAbiCoder().encode(['address', 'uint256'], [caller, 1])
  return toHex(keccak256(fromHex(key)))
}

/** The generator and its double. */
function bnPoints(): Uint8Array {
  const double = [
    '030644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd3',
    '15ed738c0e0a7c92e7845f96b2ae9c0a68a6a449e3538fc7ff3ebf7a5a18a2c4',
  ]
  return Buffer.from([1, 2].map((n) => word(n).slice(2)).join('') + double.join(''), 'hex')
}

function blakeInput(rounds: number): Uint8Array {
  const input = Buffer.alloc(213, 0x5a)
  input.writeUInt32BE(rounds)
  input[212] = 1
  return input
}

/** The generator of G2, each time with a scalar of full size. */
function blsPoints(count: number): Uint8Array {
  const generator = [
    '024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8',
    '13e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e',
    '0ce5d527727d6e118cc9cdc6da2e351aadfd9baa8cbdd3a76d429a695160d12c923ac9cc3baca289e193548608b82801',
    '0606c4a02ea734cc32acd2b02bc28b99cb3e287e85a763af267492ab572e99ab3f370d275cec1da1aaa9075ff05f79be',
  ].map((half) => half.padStart(128, '0'))
  const scalar = '73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000000'
  const item = Buffer.from(generator.join('') + scalar, 'hex')
  return Buffer.concat(Array.from({ length: count }, () => item))
}
