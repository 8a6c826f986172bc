import type { WrittenAccount } from '@mvm/execution'
import {
  type Address,
  type Authorization,
  encodeTransaction,
  predeploys,
  signAuthorization,
  signTransaction,
  type UnsignedTransaction,
} from '@mvm/protocol'
import { assemble } from '../../../execution/test/bytecode/assemble.ts'
import { charterAccount } from '../../../execution/test/chain/charterAccount.ts'
import { CHAIN_ID, type User, user, word } from '../../../execution/test/chain/TestChain.ts'
import { address } from '../machine/TestMachine.ts'

export const rich = user(1)
export const other = user(2)
/** Has code of its own. */
export const holder = user(3)
/** May not SUBMIT. */
export const outsider = user(4)
/** Delegates to `storing`. */
export const delegating = user(5)
/** May not CREATE, nor SSTORE. */
export const limited = user(6)
export const manager = user(7)
export const poor = user(8)
export const unknown = user(9)

export const storing = address(0x570)
export const logging = address(0x106)
export const reverting = address(0x4e7)
export const halting = address(0xfe)
export const clearing = address(0xc1ea4)
export const creating = address(0xc4ea)
/** Gives little back for much gas. */
export const burning = address(0xb09)
const treasury = address(0x7ea5)
export const nobody = address(0xdead)

/** Of secp256k1's group. */
export const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n
export const MILLION = 10n ** 24n

/** Deploys code that destroys itself when it is called, calls it, and does the same again. */
const destroyTwice = ['PUSH0', 'PUSH1 1']
  .map(
    (salt) =>
      `PUSH32 0x6132ff5f526002601ef300000000000000000000000000000000000000000000 PUSH0 MSTORE ${salt} PUSH1 10 PUSH0 PUSH1 3 CREATE2 PUSH0 PUSH0 PUSH0 PUSH0 PUSH1 2 DUP6 GAS CALL POP PUSH0 PUSH0 PUSH0 PUSH0 PUSH1 1 DUP6 GAS CALL POP POP`,
  )
  .join(' ')

export function world(): ReadonlyMap<Address, Partial<WrittenAccount>> {
  const funded = { balance: MILLION }
  const delegation = Buffer.concat([
    Uint8Array.of(0xef, 1, 0),
    Buffer.from(storing.slice(2), 'hex'),
  ])
  return new Map<Address, Partial<WrittenAccount>>([
    [rich.address, funded],
    [other.address, funded],
    [holder.address, { ...funded, code: assemble('STOP') }],
    [outsider.address, funded],
    [delegating.address, { ...funded, nonce: 1n, code: delegation }],
    [limited.address, funded],
    [manager.address, funded],
    [poor.address, { balance: 21_000n * 2_000_000_000n }],
    [storing, { nonce: 1n, code: assemble('CALLVALUE PUSH0 SSTORE ORIGIN PUSH1 1 SSTORE') }],
    [
      logging,
      {
        nonce: 1n,
        code: assemble(
          'CALLDATASIZE PUSH0 PUSH0 CALLDATACOPY PUSH1 7 CALLER CALLDATASIZE PUSH0 LOG2 ORIGIN CALLDATASIZE PUSH0 LOG1',
        ),
      },
    ],
    [
      reverting,
      { nonce: 1n, code: assemble('PUSH1 1 PUSH1 2 SSTORE PUSH0 PUSH0 LOG0 PUSH0 PUSH0 REVERT') },
    ],
    [halting, { nonce: 1n, code: assemble('PUSH1 1 PUSH1 2 SSTORE POP') }],
    [
      clearing,
      {
        nonce: 1n,
        code: assemble('PUSH0 PUSH0 SSTORE PUSH0 PUSH1 1 SSTORE PUSH0 PUSH1 2 SSTORE'),
        storage: new Map([0, 1, 2].map((slot) => [word(slot), word(9)])),
      },
    ],
    [
      burning,
      {
        nonce: 1n,
        code: assemble(`PUSH0 PUSH0 SSTORE ${'PUSH0 SLOAD POP '.repeat(300)}`),
        storage: new Map([[word(0), word(9)]]),
      },
    ],
    [creating, { nonce: 1n, balance: 100n, code: assemble(destroyTwice) }],
    [
      predeploys.dacMaster,
      charterAccount({
        restricted: [0xfe],
        allowed: new Map(
          [rich, other, holder, delegating, limited, poor, unknown].map(({ address: who }) => [
            who,
            [0xfe],
          ]),
        ),
        denied: new Map([
          [outsider.address, [0xfe]],
          [limited.address, [0xf0, 0x55]],
        ]),
        tax: [
          { threshold: 100n, rate: 100 },
          { threshold: 100_000n, rate: 1000 },
        ],
        treasury,
        management: manager.address,
      }),
    ],
    [predeploys.l2ToL1MessagePasser, { nonce: 1n, code: assemble('STOP') }],
    [predeploys.l2StandardBridge, { nonce: 1n, code: assemble('CALLER PUSH0 SSTORE') }],
  ])
}

export type Fields = Partial<Omit<UnsignedTransaction, 'type'>> & {
  readonly authorizationList?: readonly Authorization[]
  readonly maxFeePerGas?: bigint
  readonly maxPriorityFeePerGas?: bigint
  readonly accessList?: Extract<UnsignedTransaction, { type: 1 }>['accessList']
}

/** A signed transaction of any type. */
export function signed(from: User, type: 0 | 1 | 2 | 4, fields: Fields = {}): Uint8Array {
  const unsigned = {
    type,
    chainId: CHAIN_ID,
    nonce: 0n,
    gasPrice: 1_500_000_000n,
    gasLimit: 300_000n,
    maxFeePerGas: 2_000_000_000n,
    maxPriorityFeePerGas: 1_000_000n,
    to: nobody,
    value: 0n,
    data: new Uint8Array(),
    accessList: [],
    authorizationList: [],
    ...fields,
  } as unknown as UnsignedTransaction
  return encodeTransaction(signTransaction(unsigned, from.key))
}

export function authorization(
  who: User,
  fields: Partial<Pick<Authorization, 'chainId' | 'address' | 'nonce'>> = {},
  changed: Partial<Authorization> = {},
): Authorization {
  const signedOne = signAuthorization(
    { chainId: BigInt(CHAIN_ID), address: storing, nonce: 0n, ...fields },
    who.key,
  )
  return { ...signedOne, ...changed }
}

/** Bytes of hexadecimal digits. */
export const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'))
/** A transaction of {@link rich}. */
export const to = (target: Address, fields: Fields = {}): Uint8Array =>
  signed(rich, 2, { to: target, ...fields })
