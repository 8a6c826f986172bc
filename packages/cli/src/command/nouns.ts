/** What commands are about, in the order in which help lists them. */
export const nouns = {
  devnet: 'Runs a development network on this machine',
  dac: 'Creates DACs and shows them',
  charter: "Writes, checks, shows and changes a DAC's charter",
  tax: 'Shows what a DAC takes of a value',
  account: 'Signs in at DACs that only some may read',
  tx: 'Sends transactions and follows them',
  bridge: 'Moves MT between L1 and DACs',
  sequencer: 'Registers sequencers, stakes for them, shows who leads',
  ranger: 'Joins the rangers, shows their duties, checks blocks',
  dispute: 'Shows disputes about output roots, and plays them',
  provider: 'Signs producers up, shows what they seal for',
  batch: 'Shows and verifies what DACs have on L1',
  finality: 'Shows how final blocks are',
  config: 'Shows the settings',
} as const
