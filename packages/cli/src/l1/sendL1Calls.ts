import type { L1Receipt } from '@mvm/l1'
import { SigningKey } from '../key/SigningKey.ts'
import type { CommandResult } from '../output/CommandResult.ts'
import { formatFields } from '../output/formatFields.ts'
import type { CommandContext } from '../program/CommandContext.ts'
import { confirmSending } from '../program/confirmSending.ts'
import { describeCall } from './describeCall.ts'
import { estimateL1Gas } from './estimateL1Gas.ts'
import type { L1Call } from './L1Call.ts'
import type { L1Connection } from './L1Connection.ts'
import { sendL1Call } from './sendL1Call.ts'

export interface L1Step {
  readonly call: L1Call
  /** Such as `proving the withdrawal`. */
  readonly what: string
}

export interface L1Sending {
  /** What must be on L1 before the call itself, such as an approval. */
  readonly first?: readonly L1Step[]
  readonly last: L1Step
  /** What is done, such as `deposit 5 MT`. */
  readonly action: string
  readonly facts: readonly (readonly [name: string, value: string | number])[]
}

/** What was sent, or what is shown instead. */
export type L1Outcome =
  | { readonly receipt: L1Receipt; readonly shown?: undefined }
  | { readonly receipt?: undefined; readonly shown: CommandResult }

/**
 * Sends calls to L1 one after the other, having asked; with `--dry-run` or `--calldata` shows them instead. Throws
 * what signing, asking and sending throw.
 */
export async function sendL1Calls(
  context: CommandContext,
  l1: L1Connection,
  options: { readonly dryRun: boolean; readonly calldata: boolean; readonly yes: boolean },
  { first = [], last, action, facts }: L1Sending,
): Promise<L1Outcome> {
  const { client, chainId, signal } = l1
  if (options.calldata) {
    const before = first.map(({ call }) => describeCall(call))
    const described = describeCall(last.call)
    const data = before.length === 0 ? described : { ...described, first: before }
    const text = [...before, described].map((one) => JSON.stringify(one)).join('\n')
    return { shown: { data, text } }
  }
  const key = new SigningKey(context, chainId)
  const from = await key.address()
  const all = [['L1 chainID', chainId], ['from', from], ...facts] as const
  if (options.dryRun) {
    const [earlier] = first
    const next = earlier ?? last
    const gas = await estimateL1Gas(client, from, next.call, signal)
    return {
      shown: {
        data: { isDryRun: true, from, l1Gas: gas.toString(), call: describeCall(next.call) },
        text: formatFields([
          ['dry run', 'nothing was sent'],
          ...all,
          [earlier === undefined ? 'L1 gas' : `L1 gas (${earlier.what})`, gas.toString()],
        ]),
      },
    }
  }
  const signer = await key.unlock()
  await confirmSending(context, { l1ChainId: chainId, action, facts: all }, options.yes)
  for (const { call, what } of first) {
    await sendL1Call(context, { client, chainId, signer, call, what })
  }
  const { call, what } = last
  return { receipt: await sendL1Call(context, { client, chainId, signer, call, what }) }
}
