global using System;
global using System.Collections.Generic;
global using System.ComponentModel.DataAnnotations;
global using System.ComponentModel.DataAnnotations.Schema;
global using System.Linq;
global using Microsoft.EntityFrameworkCore;
global using Microsoft.EntityFrameworkCore.Metadata.Builders;
#if EF6
// EF Core 6 maps neither.
global using DateOnly = System.DateTime;
global using TimeOnly = System.TimeSpan;
#endif
