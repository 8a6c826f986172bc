// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {DutyDraw} from "../../../src/l1/ranging/DutyDraw.sol";
import {Test} from "../../Test.sol";

contract DutyDrawTest is Test {
    uint256 private constant MT = 10 ** 18;

    function test_checkers_growWithTheLogarithmOfTheEscrow() public pure {
        // ⌈1.36 · log2(x)⌉ by a calculator.
        vm.assertEq(DutyDraw.checkers(0, 4, 64), 4);
        vm.assertEq(DutyDraw.checkers(MT, 4, 64), 4);
        vm.assertEq(DutyDraw.checkers(10 * MT, 4, 64), 5);
        vm.assertEq(DutyDraw.checkers(1000 * MT, 4, 64), 14);
        vm.assertEq(DutyDraw.checkers(10_000 * MT, 4, 64), 19);
        vm.assertEq(DutyDraw.checkers(1_000_000 * MT, 4, 64), 28);
        vm.assertEq(DutyDraw.checkers(10_000_000 * MT, 4, 64), 32);
        // 2^25 MT ask for exactly 34; a little more, which the bound may be off by, for 35.
        vm.assertEq(DutyDraw.checkers((1 << 25) * MT - 10 ** 9, 4, 64), 34);
        vm.assertEq(DutyDraw.checkers((1 << 25) * MT + 10 ** 9, 4, 64), 35);
        vm.assertEq(DutyDraw.checkers(type(uint128).max, 4, 64), 64);
        vm.assertEq(DutyDraw.checkers(type(uint128).max, 2, 2), 2);
        vm.assertEq(DutyDraw.checkers(0, 2, 2), 2);
        vm.assertEq(DutyDraw.checkers(2 * MT, 1, 64), 2);
        vm.assertEq(DutyDraw.checkers(0, 1, 64), 1);
    }

    function testFuzz_checkers_neverShrinkAsTheEscrowGrows(
        uint128 less,
        uint128 more,
        uint256 floor,
        uint256 cap
    ) public pure {
        if (less > more) (less, more) = (more, less);
        cap = bound(cap, 1, 64);
        floor = bound(floor, 1, cap);
        uint256 few = DutyDraw.checkers(less, floor, cap);
        uint256 many = DutyDraw.checkers(more, floor, cap);
        vm.assertLe(few, many);
        vm.assertGe(few, floor);
        vm.assertLe(many, cap);
    }

    function testFuzz_segmentCount_coversEveryBlockOnce(uint256 roots, uint256 length) public pure {
        roots = bound(roots, 1, 1024);
        length = bound(length, 1, 1024);
        uint256 count = DutyDraw.segmentCount(roots, length);
        vm.assertGe(count * length, roots);
        vm.assertLt((count - 1) * length, roots);
    }

    function testFuzz_pick_drawsDifferentMembers(
        bytes32 seed,
        uint256 segment,
        uint256 memberCount,
        uint256 count
    ) public pure {
        memberCount = bound(memberCount, 0, memberCount % 2 == 0 ? 80 : 2 ** 14);
        count = bound(count, 1, 64);
        uint256[] memory places = DutyDraw.pick(seed, 7, 3, segment, memberCount, count);
        vm.assertEq(places.length, count < memberCount ? count : memberCount);
        for (uint256 i = 0; i < places.length; i++) {
            vm.assertLt(places[i], memberCount);
            for (uint256 k = 0; k < i; k++) {
                vm.assertNotEq(places[i], places[k]);
            }
        }
    }

    function testFuzz_pick_ofFewerIsTheBeginningOfThatOfMore(
        bytes32 seed,
        uint256 memberCount,
        uint256 few,
        uint256 many
    ) public pure {
        memberCount = bound(memberCount, 1, 100);
        many = bound(many, 1, 64);
        few = bound(few, 1, many);
        uint256[] memory less = DutyDraw.pick(seed, 7, 3, 1, memberCount, few);
        uint256[] memory more = DutyDraw.pick(seed, 7, 3, 1, memberCount, many);
        for (uint256 i = 0; i < less.length; i++) {
            vm.assertEq(less[i], more[i]);
        }
    }

    /// @dev 4 of 12 for 3,000 segments: each is due a third, 1,000 ± 26 (one standard deviation).
    function test_pick_givesEveryMemberItsShare() public pure {
        uint256[] memory drawn = new uint256[](12);
        for (uint256 segment = 0; segment < 3000; segment++) {
            uint256[] memory places = DutyDraw.pick(bytes32(uint256(1)), 7, 3, segment, 12, 4);
            for (uint256 i = 0; i < 4; i++) {
                drawn[places[i]]++;
            }
        }
        for (uint256 i = 0; i < 12; i++) {
            vm.assertGt(drawn[i], 1000 - 5 * 26);
            vm.assertLt(drawn[i], 1000 + 5 * 26);
        }
    }

    /// @dev Every pair of 4 members is drawn as often as any other: 1 in 6 of 3,000 is 500 ± 20.
    function test_pick_givesEveryPairItsShare() public pure {
        uint256[16] memory drawn;
        for (uint256 segment = 0; segment < 3000; segment++) {
            uint256[] memory places = DutyDraw.pick(bytes32(uint256(2)), 7, 3, segment, 4, 2);
            drawn[1 << places[0] | 1 << places[1]]++;
        }
        for (uint256 pair = 0; pair < 16; pair++) {
            bool isPair =
                pair == 3 || pair == 5 || pair == 6 || pair == 9 || pair == 10 || pair == 12;
            if (!isPair) {
                vm.assertEq(drawn[pair], 0);
                continue;
            }
            vm.assertGt(drawn[pair], 400);
            vm.assertLt(drawn[pair], 600);
        }
    }

    function testFuzz_pick_dependsOnAllThatNamesASegment(bytes32 seed, uint32 chainId) public pure {
        bytes32 drawn = _drawn(seed, chainId, 3, 1);
        vm.assertNotEq(drawn, _drawn(keccak256(abi.encode(seed)), chainId, 3, 1));
        vm.assertNotEq(drawn, _drawn(seed, uint256(chainId) + 1, 3, 1));
        vm.assertNotEq(drawn, _drawn(seed, chainId, 4, 1));
        vm.assertNotEq(drawn, _drawn(seed, chainId, 3, 2));
    }

    function _drawn(bytes32 seed, uint256 chainId, uint256 stateBatchIndex, uint256 segment)
        private
        pure
        returns (bytes32)
    {
        return keccak256(
            abi.encode(DutyDraw.pick(seed, chainId, stateBatchIndex, segment, 2 ** 14, 64))
        );
    }
}
