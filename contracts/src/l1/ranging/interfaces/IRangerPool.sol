// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Bonds of the rangers, who of them are members, and which of them checks what.
///
/// @dev Drawing. A *segment* is `segmentLength` consecutive blocks of one state batch. The checkers of a
/// state batch that was appended in epoch e are drawn, segment by segment, from the seed of epoch e + 2, out
/// of the members as they were before the first L1 block of epoch e + 1. Nobody can choose to be drawn, or to
/// be checked by a friend:
///   - whoever appends does so in epoch e, when nobody knows the seed;
///   - the list is closed before the L1 block whose PREVRANDAO becomes the seed: that block comes less than
///     an epoch before the start of epoch e + 2;
///   - what is drawn are places in that list, not accounts, so that there is nothing to grind: a place among n
///     costs a bond, and is drawn as often as any other.
/// A seed that nobody records follows from the one before, and is as foreseeable as that: rangers record.
/// Who leaves after the list was closed keeps the duties that are drawn from it, and its bond stays here.
///
/// The number of checkers follows from the DAC's escrow at the time of asking. The draw of fewer checkers is
/// the beginning of the draw of more, so that a change of the escrow takes nobody's place: it only lengthens
/// or shortens every segment's list at its end. Rangers ask at the first L1 block of epoch e + 2.
///
/// Nothing is written for a batch: duties are a function of what L1 holds.
///
/// Membership. MVM_RANGERS is DAC 0; its management contract is this contract's alias, and its charter lets
/// nobody submit but the members listed in it. Each change of the members enqueues the element that changes
/// that list.
interface IRangerPool {
    /// @param bond Wei of MT held for the account.
    /// @param place One more than its place in the list of members; 0 for who is no member.
    /// @param leftAt Timestamp of its leaving; 0 for a member.
    /// @param leftInEpoch Epoch of its leaving.
    struct Ranger {
        uint128 bond;
        uint32 place;
        uint48 leftAt;
        uint48 leftInEpoch;
    }

    /// @notice All that decides who checks a state batch.
    /// @param epoch The one whose seed draws: two after that in which the state batch was appended.
    /// @param frozenAtBlock L1 block before which the list of members was closed.
    /// @param memberCount Members drawn from.
    /// @param checkers Drawn for each segment, if there are as many members.
    struct Draw {
        uint256 epoch;
        bytes32 seed;
        uint256 frozenAtBlock;
        uint256 memberCount;
        uint256 checkers;
        uint256 segmentCount;
    }

    error ParameterOutOfRange(uint256 value);
    /// @notice Only the dispute game strikes.
    error NotAuthorized(address caller);
    error AlreadyMember(address account);
    error NotMember(address account);
    error TooManyMembers(uint256 max);
    /// @notice There is no bond of this account.
    error NothingToUnlock(address account);
    /// @notice The bond stays until both have passed: it may still be drawn for duties, or answer for them.
    error BondLocked(address account, uint256 unlockedAt, uint256 unlockedInEpoch);
    /// @notice Block 0 is a constant: nobody asserted it, nobody checks it.
    error NothingToCheck(uint256 chainId);
    error SegmentOutOfRange(uint256 segment, uint256 count);
    /// @notice What the members will be is not known yet.
    error FutureBlock(uint256 l1BlockNumber);

    /// @notice When an account becomes a member, beside the queue element of MVM_RANGERS that lists it there.
    event RangerJoined(address indexed account, uint256 bond, uint256 queueIndex);
    /// @notice When an account is no longer a member, beside the queue element that strikes it off there.
    event RangerLeft(address indexed account, uint256 queueIndex);
    /// @notice When a bond goes back to its owner.
    event BondUnlocked(address indexed account, uint256 amount);
    /// @notice When a ranger has lost a game.
    /// @param strikes Games lost since it joined with a whole bond.
    /// @param burned Wei of MT of its bond.
    event RangerStruck(address indexed account, uint256 strikes, uint256 burned);

    /// @notice Makes the caller a member. Takes, in MT that the caller has approved, what is missing to the
    /// bond: nothing if it left and has not unlocked.
    function join() external;

    /// @notice Ends the caller's membership. Duties drawn from lists that were closed before remain.
    function leave() external;

    /// @notice Gives a former member its bond back, once the unlock delay has passed since it left and the
    /// last epoch that can have drawn it is over.
    function unlock() external;

    /// @notice Burns half the bond of a ranger who has lost a game; at the second strike the rest, and its membership
    /// ends. Nothing happens to who has no bond here. Only the dispute game.
    function strike(address account) external;

    function ranger(address account) external view returns (Ranger memory);

    function isMember(address account) external view returns (bool);

    /// @notice Games that a ranger has lost: 0 or 1, for the second takes all.
    function strikesOf(address account) external view returns (uint256);

    function memberCount() external view returns (uint256);

    /// @notice Members before the first transaction of an L1 block, which must not lie ahead.
    function memberCountAt(uint256 l1BlockNumber) external view returns (uint256);

    /// @notice Those of `memberCountAt` from place `start` to before place `end`, in the list's order.
    function membersAt(uint256 l1BlockNumber, uint256 start, uint256 end)
        external
        view
        returns (address[] memory);

    /// @notice ChainID of MVM_RANGERS.
    function rangersChainId() external view returns (uint256);

    /// @notice Checkers that a segment of a DAC is due now.
    function checkers(uint256 chainId) external view returns (uint256);

    /// @notice Epoch whose seed draws the checkers of a state batch.
    function drawEpoch(uint256 chainId, uint256 stateBatchIndex) external view returns (uint256);

    /// @notice What decides who checks a state batch. Reverts with `IEpochSeeds.SeedUnknown` before the draw.
    function draw(uint256 chainId, uint256 stateBatchIndex) external view returns (Draw memory);

    /// @notice Who checks each segment of a state batch, deleted or not: as many as `checkers` says, all
    /// different, or every member if there are fewer.
    function duties(uint256 chainId, uint256 stateBatchIndex)
        external
        view
        returns (address[][] memory);

    /// @notice Who checks one segment of a state batch.
    function dutiesOf(uint256 chainId, uint256 stateBatchIndex, uint256 segment)
        external
        view
        returns (address[] memory);
}
