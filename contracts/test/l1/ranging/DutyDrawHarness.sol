// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {DutyDraw} from "../../../src/l1/ranging/DutyDraw.sol";

/// @notice The draw, many cases a call, for the comparison with TypeScript.
contract DutyDrawHarness {
    struct Case {
        bytes32 seed;
        uint256 chainId;
        uint256 stateBatchIndex;
        uint256 segment;
        uint256 memberCount;
        uint256 count;
    }

    /// @return packed Two bytes for each place, case after case.
    function pickAll(Case[] calldata cases) external pure returns (bytes memory packed) {
        packed = new bytes(cases.length * 128);
        uint256 end = 0;
        for (uint256 i = 0; i < cases.length; i++) {
            Case calldata given = cases[i];
            uint256[] memory places = DutyDraw.pick(
                given.seed,
                given.chainId,
                given.stateBatchIndex,
                given.segment,
                given.memberCount,
                given.count
            );
            for (uint256 k = 0; k < places.length; k++) {
                packed[end++] = bytes1(uint8(places[k] >> 8));
                packed[end++] = bytes1(uint8(places[k]));
            }
        }
    }

    function checkersAll(uint256[] calldata escrows, uint256 floor, uint256 cap)
        external
        pure
        returns (uint256[] memory counts)
    {
        counts = new uint256[](escrows.length);
        for (uint256 i = 0; i < escrows.length; i++) {
            counts[i] = DutyDraw.checkers(escrows[i], floor, cap);
        }
    }

    function segmentCount(uint256 rootCount, uint256 segmentLength)
        external
        pure
        returns (uint256)
    {
        return DutyDraw.segmentCount(rootCount, segmentLength);
    }
}
