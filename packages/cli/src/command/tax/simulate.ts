import { type Address, compileCharter, computeTax, formatMt, type TaxBracket } from '@mvm/protocol'
import { readAddress } from '../../argument/readAddress.ts'
import { readAmount } from '../../argument/readAmount.ts'
import { readText } from '../../argument/readText.ts'
import { readCharter } from '../../charter/readCharter.ts'
import { openDac } from '../../dac/openDac.ts'
import { formatFields } from '../../output/formatFields.ts'
import { formatTable } from '../../output/formatTable.ts'
import type { CommandContext } from '../../program/CommandContext.ts'
import { dacOption } from '../../program/dacOption.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { option } from '../../program/option.ts'
import { taxSlices } from '../../tax/taxSlices.ts'

/** Stands for whoever sends: the tax does not depend on that. */
const ANYBODY = `0x${'00'.repeat(20)}`

/** `mvm tax simulate`: the tax on a transaction's value, slice by slice. */
export const simulate = defineCommand({
  noun: 'tax',
  verb: 'simulate',
  summary: 'Shows the tax on a value, by the charter in force or by that of a file',
  examples: [
    'tax simulate --dac demo --value 1500mt',
    'tax simulate --value 1500mt --charter charter.yaml',
    'tax simulate --dac demo --value 1500mt --to 0x4200000000000000000000000000000000000010',
  ],
  notes: [
    'The tax is on top of the value, and only if the transaction succeeds. Exits to L1 are not taxed.',
  ],
  arguments: {},
  options: {
    dac: dacOption,
    value: option.required('--value <amount>', 'wei, or with a unit: 1500mt', readAmount),
    to: option.optional('--to <address>', 'recipient', readAddress),
    charter: option.optional('--charter <file>', 'by the rates of a charter file', readText),
  },
  async handle(context, { options: { value, to, charter } }) {
    const { tax, brackets } =
      charter === undefined ? await ask(context, value, to) : await read(charter, value)
    const slices = tax === 0n ? [] : taxSlices(brackets, value)
    const total = value + tax
    return {
      data: {
        value: value.toString(),
        tax: tax.toString(),
        total: total.toString(),
        slices: slices.map(({ threshold, rate, amount }) => ({
          ...{ threshold: threshold.toString(), rate, amount: amount.toString() },
        })),
      },
      text: [
        formatFields([
          ['value', `${formatMt(value)} MT`],
          ['tax', `${formatMt(tax)} MT`],
          ['together', `${formatMt(total)} MT`],
        ]),
        ...(slices.length === 0
          ? []
          : [
              '',
              formatTable(
                ['from MT', 'basis points', 'on MT'],
                slices.map(({ threshold, rate, amount }) => [
                  ...[formatMt(threshold), rate, formatMt(amount)],
                ]),
              ),
            ]),
      ].join('\n'),
    }
  },
})

interface TaxAnswer {
  readonly tax: string
  readonly taxrates: readonly { readonly threshold: string; readonly rate: string }[]
}

async function ask(context: CommandContext, value: bigint, to: Address | undefined) {
  const node = await openDac(context)
  const call = {
    from: ANYBODY,
    ...(to === undefined ? {} : { to }),
    value: `0x${value.toString(16)}`,
  }
  const answer = await node.request('mvm_estimateTax', [call], context.signal)
  const { tax, taxrates } = answer as unknown as TaxAnswer
  const brackets = taxrates.map(({ threshold, rate }) => ({
    threshold: BigInt(threshold),
    rate: Number(rate),
  }))
  return { tax: BigInt(tax), brackets }
}

async function read(
  path: string,
  value: bigint,
): Promise<{ readonly tax: bigint; readonly brackets: readonly TaxBracket[] }> {
  const { taxrates } = compileCharter(await readCharter(path))
  return { tax: computeTax(taxrates, value), brackets: taxrates }
}
