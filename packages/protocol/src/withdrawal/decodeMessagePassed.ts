import { Interface } from 'ethers/abi'
import { asAddress } from '../account/Address.ts'
import { fromHex } from '../bytes/fromHex.ts'
import { contractArtifact } from '../contract/contractArtifact.ts'
import { predeploys } from '../genesis/predeploys.ts'
import { asHash } from '../hash/Hash.ts'
import type { Log } from '../receipt/Receipt.ts'
import type { WithdrawalHash, WithdrawalMessage } from './WithdrawalMessage.ts'

/** A message and the hash that its event names. */
export interface PassedMessage {
  readonly message: WithdrawalMessage
  readonly hash: WithdrawalHash
}

let passer: Interface | undefined

/** The message of a log of L2ToL1MessagePasser's `MessagePassed`; `null` for any other log. */
export function decodeMessagePassed({ address, topics, data }: Log): PassedMessage | null {
  if (asAddress(address) !== predeploys.l2ToL1MessagePasser) return null
  passer ??= new Interface(contractArtifact('L2ToL1MessagePasser').abi)
  const event = passer.parseLog({ topics: [...topics], data })
  if (event?.name !== 'MessagePassed') return null
  const { nonce, sender, target, value, gasLimit, withdrawalHash } = event.args
  return {
    message: {
      nonce,
      sender: asAddress(sender),
      target: asAddress(target),
      value,
      gasLimit,
      data: fromHex(event.args.data),
    },
    hash: asHash<WithdrawalHash>(withdrawalHash),
  }
}
