import { readDutyChoice } from '../ranging/readDutyChoice.ts'
import type { FaultConfiguration } from '../role/FaultConfiguration.ts'
import { Devnet } from './Devnet.ts'
import { describeDevnet } from './describeDevnet.ts'
import { devnetBanner } from './devnetBanner.ts'
import { progressOnStderr } from './progressOnStderr.ts'

export interface DevnetArguments {
  readonly json: boolean
  readonly port: number
  readonly l1Port: number
  readonly data?: string
  readonly dacs: number
  readonly sequencers: number
  readonly rangers: number
  readonly duties: string
  readonly fault?: string
  readonly faultFrom: number
  readonly blockTime: number
  readonly window: number
}

/** `mvm-node devnet`: everything up, a banner, and down again on Ctrl-C or SIGTERM. */
export async function runDevnetCommand(options: DevnetArguments): Promise<void> {
  const duties = readDutyChoice(options.duties)
  const fault = await readFault(options)
  const stop = new AbortController()
  const requested = new Promise<void>((resolve) => {
    const onSignal = () => {
      if (stop.signal.aborted) process.exit(130) // A second Ctrl-C: the children end when our pipes close.
      stop.abort()
      resolve()
    }
    process.on('SIGINT', onSignal)
    process.on('SIGTERM', onSignal)
    process.on('SIGHUP', onSignal)
  })
  const devnet = await Devnet.start(
    {
      port: options.port,
      l1Port: options.l1Port,
      dataFolder: options.data,
      dacCount: options.dacs,
      sequencerCount: options.sequencers,
      rangerCount: options.rangers,
      ...{ duties, fault },
      l1BlockTimeS: options.blockTime,
      windowSeconds: options.window,
    },
    progressOnStderr(),
    stop.signal,
  )
  process.stderr.write(`${devnetBanner(devnet)}\n`)
  if (options.json) process.stdout.write(`${JSON.stringify(describeDevnet(devnet))}\n`)

  for (const part of devnet.nodes) {
    part.exited.then(() => {
      if (stop.signal.aborted) return
      process.stderr.write(
        `the ${part.role} (process ${part.pid}) has ended; the rest goes on without it\n`,
      )
    })
  }
  devnet.l1.exited.then(() => {
    if (!stop.signal.aborted)
      process.stderr.write(`the L1 (process ${devnet.l1.pid}) has ended; nothing can become safe\n`)
  })
  await requested
  process.stderr.write('stopping\n')
  await devnet.stop()
  process.exit(0)
}

async function readFault({
  fault,
  faultFrom,
}: DevnetArguments): Promise<FaultConfiguration | undefined> {
  if (fault === undefined) return undefined
  // Only here does the devnet's own process need what executes blocks.
  const { readFaultName } = await import('@mvm/execution')
  return { name: readFaultName(fault), fromBlock: faultFrom }
}
