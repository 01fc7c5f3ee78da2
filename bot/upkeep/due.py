"""Do what is due: effects, timers, and conversations whose worker died. One loop for each store, in every worker.

Members of the `due` set: `fx:<effect>`, `fate:<effect>`, `wake:<conversation>:<name>`, `take:<conversation>`,
`refeed:<texting number>`, `sweep:<texting number>`, `ask:<texting number>`, `desk:<what staff asked for in Slack>`.
Claiming one only pushes it into the future, so that a worker which dies with it in hand loses nothing: it comes due again.
Every look also tells whether this is still the store we knew.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog

from bot import inbox, metrics
from bot.desk import Desk
from bot.effects import Executor
from bot.outreach.ask import Asking
from bot.room import Clock, finish, ms
from bot.store import STORE_AWAY, Store, Turn
from bot.upkeep.fates import Fates
from bot.upkeep.life import Keeper
from bot.upkeep.refeed import Refeed
from bot.upkeep.sweep import Sweep
from flows.words import Tick

log = structlog.get_logger()

LOOK_EVERY = timedelta(milliseconds=500)  # for what other processes made due; our own commits kick the loop at once
HOLD = timedelta(seconds=15)
AT_ONCE = 64
ASK_THE_STORE_AGAIN = timedelta(seconds=1)
ROUNDS = ("sweep", "ask")  # dozens of reads that nobody waits for, one a second: whoever stops goes, another does them

TakeUp = Callable[[Store, str], Awaitable[None]]


class Due:
    """The loop of one store."""

    def __init__(
        self,
        store: Store,
        desk: Desk,
        executor: Executor,
        fates: Fates,
        keeper: Keeper,
        refeed: Refeed,
        sweep: Sweep,
        asking: Asking,
        clock: Clock,
        look_every: timedelta = LOOK_EVERY,
        asked_of_us: TakeUp | None = None,  # takes up what a front desk's worker died with; None: there is no Slack
    ) -> None:
        self._look_every = look_every
        self._store = store
        self._desk = desk
        self._executor = executor
        self._fates = fates
        self._keeper = keeper
        self._refeed = refeed
        self._sweep = sweep
        self._asking = asking
        self._asked_of_us = asked_of_us
        self._clock = clock
        self._kicked = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._rounds: set[asyncio.Task[None]] = set()
        self._stopping = False

    def kick(self) -> None:
        """Something was just committed: look now."""
        self._kicked.set()

    async def run(self) -> None:
        """Look until stopped. A store that is away is waited for."""
        away = False
        while not self._stopping:
            self._kicked.clear()
            try:
                if away:
                    await self._feed_soon()
                    away = False
                if not await self.once():
                    await self._wait()
            except STORE_AWAY as error:
                log.warning("store away", error=type(error).__name__)
                away = True
                await self._clock.sleep(ASK_THE_STORE_AGAIN)

    async def _feed_soon(self) -> None:
        """Texts that came while the store was away were turned away with a 503, and the carrier may have given up on them."""
        for number, room in self._desk.rooms.items():
            if room.store is self._store:
                await self._store.due_again(f"refeed:{number}", ms(self._clock.now()))

    async def once(self) -> bool:
        """Claim what is due and start on it. Returns whether there was anything."""
        look = await self._store.look(ms(self._clock.now()), AT_ONCE, HOLD)
        opened = await self._keeper.saw(look)
        if self._stopping:  # meanwhile: what was handed out comes due for another worker
            return False
        for member in look.members:
            task = asyncio.create_task(self._do(member))
            mine = self._rounds if member.startswith(ROUNDS) else self._tasks
            mine.add(task)
            task.add_done_callback(mine.discard)
        return opened or bool(look.members)

    async def stop(self, within: timedelta) -> None:
        """Begin nothing new; finish what is in hand, and drop the rounds and what takes longer: they come due for another."""
        self._stopping = True
        self._kicked.set()
        await finish(self._rounds, timedelta(0))  # first: at the office's door they would keep the others waiting
        await finish(self._tasks, within)

    async def _wait(self) -> None:
        """Until something is due, somebody kicks, or it is time to look what others made due."""
        soonest = await self._store.next_due()
        now = ms(self._clock.now())
        left = self._look_every if soonest is None else min(self._look_every, timedelta(milliseconds=max(soonest - now, 1)))
        kicked = asyncio.create_task(self._kicked.wait())
        slept = asyncio.ensure_future(self._clock.sleep(left))
        _, pending = await asyncio.wait({kicked, slept}, return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)

    async def _do(self, member: str) -> None:
        kind, _, rest = member.partition(":")
        try:
            match kind:
                case "fx":
                    await self._executor.carry_out(rest)
                case "fate":
                    await self._fates.find_out(rest)
                case "wake":
                    await self._wake(*rest.split(":", 1))
                case "take":
                    await self._take(rest)
                case "refeed":
                    await self._refeed.feed(rest)
                case "sweep":
                    await self._sweep.sweep(rest)
                case "ask":
                    await self._asking.ask(rest)
                case "desk" if self._asked_of_us is not None:
                    await self._asked_of_us(self._store, rest)
            self.kick()
        except STORE_AWAY as error:
            log.warning("store away", error=type(error).__name__)  # it comes due again
        except Exception as error:
            metrics.POISONED.inc()
            log.error("due", kind=kind, error=type(error).__name__)

    async def _wake(self, cid: str, name: str) -> None:
        now = self._clock.now()
        tick = Tick(id=f"{cid}/{name}/{ms(now)}", at=now, name=name)
        entered = await self._store.fire_timer(cid, name, ms(now), inbox.dump(tick))
        if isinstance(entered, Turn):
            self._desk.work(self._store, cid, entered)

    async def _take(self, cid: str) -> None:
        turn = await self._store.take(cid, ms(self._clock.now()))
        if turn is not None:
            self._desk.work(self._store, cid, turn)
