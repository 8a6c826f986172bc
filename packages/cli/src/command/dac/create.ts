import {
  contractInterface,
  type Dac,
  encodeApprove,
  encodeCreateDAC,
  type L1Receipt,
  readDac,
} from '@mvm/l1'
import { type Address, asAddress, compileCharter, formatMt, type Hex } from '@mvm/protocol'
import { readSlug } from '../../argument/readSlug.ts'
import { readText } from '../../argument/readText.ts'
import { charterHash } from '../../charter/charterHash.ts'
import { readCharter } from '../../charter/readCharter.ts'
import { dacUrl } from '../../dac/dacUrl.ts'
import { readCreationBurn } from '../../dac/readCreationBurn.ts'
import { waitForFirstBlock } from '../../dac/waitForFirstBlock.ts'
import { PreconditionError } from '../../error/PreconditionError.ts'
import { chooseKey } from '../../key/chooseKey.ts'
import { unlockKey } from '../../key/unlockKey.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import { describeCall } from '../../l1/describeCall.ts'
import { estimateL1Gas } from '../../l1/estimateL1Gas.ts'
import type { L1Call } from '../../l1/L1Call.ts'
import type { L1Connection } from '../../l1/L1Connection.ts'
import { sendL1Call } from '../../l1/sendL1Call.ts'
import type { CommandResult } from '../../output/CommandResult.ts'
import { formatFields } from '../../output/formatFields.ts'
import { confirmSending } from '../../program/confirmSending.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { option } from '../../program/option.ts'
import { sendingOptions } from '../../program/sendingOptions.ts'
import { timeoutOption } from '../../program/timeoutOption.ts'

/** `mvm dac create`: a DAC from a charter file. Run again after an interruption, it goes on where it stopped. */
export const create = defineCommand({
  noun: 'dac',
  verb: 'create',
  summary: 'Creates a DAC, a chain of its own, with a charter',
  examples: [
    'dac create --charter charter.yaml',
    'dac create --charter charter.yaml --slug acme --json',
    'dac create --charter charter.yaml --account alice --dry-run',
  ],
  notes: ['Run again after an interruption, it goes on where it stopped.'],
  arguments: {},
  options: {
    charter: option.required('--charter <file>', 'the charter in YAML; - is stdin', readText),
    slug: option.optional('--slug <slug>', "instead of the charter's", readSlug),
    timeout: timeoutOption(60),
    ...sendingOptions,
  },
  async handle(context, { options }) {
    const { progress, settings, signal } = context
    const file = await readCharter(options.charter, options.slug)
    const { slug, profile } = file
    const charter = compileCharter(file)
    const l1 = await connectL1(context)
    const call: L1Call = {
      to: l1.contracts.comCo,
      data: encodeCreateDAC({ slug: slug, charter, profile }),
      value: 0n,
    }
    const hash = charterHash(charter)
    const existing = await readDac(l1, slug)

    if (options.calldata) {
      requireFree(existing, slug)
      const { amount } = await readCreationBurn(l1, undefined)
      return calldataResult(l1, call, amount)
    }

    const key = chooseKey(settings, l1.chainId)
    if (options.dryRun && key.address !== undefined) {
      requireFree(existing, slug)
      return dryRun(l1, key.address, call, slug)
    }
    const signer = await unlockKey(key, context)
    if (options.dryRun) return dryRun(l1, signer.address, call, slug)

    const isOurs = existing?.creator === signer.address && existing.charterHash === hash
    if (!isOurs) requireFree(existing, slug)
    let created: { chainId: number; l1BlockNumber: number; l1TransactionHash: string | null }
    if (existing !== null) {
      context.warn(`"${slug}" was created before, by the same account with the same charter`)
      const { chainId, createdAtBlock } = existing
      created = { chainId, l1BlockNumber: createdAtBlock, l1TransactionHash: null }
    } else {
      const burn = await readCreationBurn(l1, signer.address)
      await confirmSending(
        context,
        {
          l1ChainId: l1.chainId,
          action: `create the DAC "${slug}"`,
          facts: [
            ['L1 chainID', l1.chainId],
            ['account', signer.address],
            ['slug', slug],
            ['profile', profile],
            ['management contract', charter.managementContract],
            ['burns', `${formatMt(burn.amount)} MT`],
          ],
        },
        options.yes,
      )
      const send = (what: string, toSend: L1Call) =>
        sendL1Call(context, { client: l1.client, chainId: l1.chainId, signer, call: toSend, what })
      if (!burn.isApproved) await send('approving the burn', approval(l1, burn.amount))
      const receipt = await send(`creating "${slug}"`, call)
      created = {
        chainId: createdChainId(l1, receipt),
        l1BlockNumber: receipt.blockNumber,
        l1TransactionHash: receipt.transactionHash,
      }
    }

    const rpcUrl = dacUrl(settings.rpcUrl?.value ?? '', slug)
    const details = {
      slug,
      chainId: created.chainId,
      rpcUrl,
      wsUrl: rpcUrl.replace(/^http/, 'ws'),
      profile,
      creator: signer.address,
      charterHash: hash,
      l1TransactionHash: created.l1TransactionHash,
      l1BlockNumber: created.l1BlockNumber,
    }
    progress.step(`"${slug}" has chainID ${created.chainId}`)
    const isServed = await waitForFirstBlock(context, rpcUrl, { slug, details }, options.timeout)
    signal.throwIfAborted()
    if (!isServed) context.warn(`no node answers at ${rpcUrl}: the DAC exists on L1 only so far`)
    return {
      data: { ...details, isServed },
      text: formatFields([
        ['slug', slug],
        ['chainID', created.chainId],
        ['rpcUrl', rpcUrl],
        ['L1 transaction', created.l1TransactionHash ?? undefined],
      ]),
      next: [`mvm dac info ${slug}`, `mvm charter show --dac ${slug}`],
    }
  },
})

function requireFree(existing: Dac | null, slug: string): void {
  if (existing === null) return
  throw new PreconditionError({
    code: 'SLUG_UNAVAILABLE',
    problem: `the slug "${slug}" is taken by the DAC with chainID ${existing.chainId}, created by ${existing.creator}`,
    remedy: 'Choose another with --slug <slug>.',
  })
}

function approval(l1: L1Connection, amount: bigint): L1Call {
  const data = encodeApprove({ spender: l1.contracts.comCo, amount })
  return { to: l1.contracts.metisToken, data, value: 0n }
}

function calldataResult(l1: L1Connection, call: L1Call, burn: bigint): CommandResult {
  const described = describeCall(call)
  const first = burn === 0n ? [] : [describeCall(approval(l1, burn))]
  return {
    data: first.length === 0 ? described : { ...described, first },
    text: [...first, described].map((one) => JSON.stringify(one)).join('\n'),
  }
}

async function dryRun(
  l1: L1Connection,
  from: Address,
  call: L1Call,
  slug: string,
): Promise<CommandResult> {
  const { client, signal } = l1
  const burn = await readCreationBurn(l1, from)
  // Without the approval the creation itself cannot be simulated.
  const gas = burn.isApproved ? await estimateL1Gas(client, from, call, signal) : null
  const answer = burn.isApproved
    ? await client.call({ from, to: call.to, data: call.data }, 'latest', { signal })
    : null
  const chainId = answer === null ? null : Number(answer)
  return {
    data: {
      isDryRun: true,
      slug,
      chainId,
      from,
      l1ChainId: l1.chainId,
      l1Gas: gas === null ? null : gas.toString(),
      burn: burn.amount.toString(),
      call: describeCall(call),
    },
    text: formatFields([
      ['dry run', `nothing was sent to L1 ${l1.chainId}`],
      ['slug', slug],
      ['chainID', chainId ?? 'known once the burn is approved'],
      ['from', from],
      ['L1 gas', gas === null ? 'known once the burn is approved' : gas.toString()],
      ['burns', `${formatMt(burn.amount)} MT`],
    ]),
  }
}

function createdChainId({ contracts }: L1Connection, receipt: L1Receipt): number {
  const abi = contractInterface('ComCo')
  for (const { address, topics, data } of receipt.logs) {
    if (asAddress(address) !== contracts.comCo) continue
    const event = abi.parseLog({ topics: [...topics], data: data as Hex })
    if (event?.name === 'DACCreated') return Number(event.args.chainId)
  }
  throw new RangeError(`transaction ${receipt.transactionHash} created no DAC`)
}
