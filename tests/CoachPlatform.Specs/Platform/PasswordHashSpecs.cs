using System.Buffers.Binary;
using CoachPlatform.Platform.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cryptography.KeyDerivation;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace CoachPlatform.Specs.Platform;

public class PasswordHashSpecs
{
    /// <summary>The integration tests hash with few iterations, to save time. The product's own number is held here, from what its hasher writes.</summary>
    [Fact]
    public void a_password_is_hashed_with_two_hundred_and_ten_thousand_rounds_of_sha_512()
    {
        var builder = WebApplication.CreateBuilder();
        builder.AddSignIn();
        using var services = builder.Services.BuildServiceProvider();
        using var scope = services.CreateScope();
        var hasher = scope.ServiceProvider.GetRequiredService<IPasswordHasher<Account>>();

        var hash = Convert.FromBase64String(hasher.HashPassword(new Account { SignInName = "ana" }, "a password for tests"));

        // Identity's format 3: marker, function, iterations, length of the salt.
        Assert.Equal(1, hash[0]);
        Assert.Equal((uint)KeyDerivationPrf.HMACSHA512, BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(1)));
        Assert.Equal(210_000u, BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(5)));
        Assert.Equal(16u, BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(9)));
    }
}
