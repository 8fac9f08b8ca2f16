#!/bin/sh
# Publishes the application for Production into a folder: endpoint code generated beforehand and compiled in, no compiler shipped.
# Usage: ops/deploy/publish.sh FOLDER [MSBUILD ARGUMENT…]
set -eu
output="$(realpath -m "${1:?give a folder}")"
shift
cd "$(dirname "$0")/../../src/CoachPlatform"

rm -rf Internal/Generated
dotnet build --configuration Release -p:BuildClient=false
ASPNETCORE_ENVIRONMENT=Production dotnet ../../.artifacts/bin/CoachPlatform/release/CoachPlatform.dll codegen write
dotnet publish --configuration Release -p:StaticHandlers=true --output "$output" "$@"
